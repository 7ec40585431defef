import { dayIn, hourIn, isoDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../src/db/connect.ts'
import { boolean, date, dateOrNull, json, number, numberOrNull, select, text, textOrNull, type Row } from '../src/db/query.ts'

const table = async <T>(db: Db, sql: string, of: (row: Row) => T): Promise<T[]> => (await select(db, sql)).map(of)

/** Everything that figures are made of, as it was written: no sums. */
export const readFacts = async (db: Db, zone: string) => {
  const localDay = (value: unknown) => isoDay(dayIn(date(value), zone))
  const lessonIdOf = (data: unknown) => (json(data) as { readonly lessonId?: number }).lessonId ?? null
  const courseOfLesson = new Map(await table(db, 'SELECT id, course_id FROM lessons', row => [number(row['id']), number(row['course_id'])] as const))
  return {
    units: await table(db, 'SELECT * FROM org_units ORDER BY id', row => ({
      ...{ id: number(row['id']), name: text(row['name']), path: text(row['path']), parentId: numberOrNull(row['parent_id']) },
    })),
    people: await table(db, 'SELECT u.*, o.path FROM users u JOIN org_units o ON o.id = u.org_unit_id WHERE u.is_active = 1 ORDER BY u.employee_no', row => ({
      ...{ id: number(row['id']), employeeNo: text(row['employee_no']), fullName: text(row['full_name']), post: textOrNull(row['post']) },
      ...{ unitId: number(row['org_unit_id']), path: text(row['path']), isOffBoards: boolean(row['is_off_boards']) },
    })),
    certificates: await table(db, 'SELECT c.*, o.path FROM user_certificates c JOIN org_units o ON o.id = c.org_unit_id', row => ({
      ...{ id: number(row['id']), userId: number(row['user_id']), templateId: number(row['template_id']), path: text(row['path']) },
      ...{ type: text(row['type']) as 'course' | 'exam' | 'achievement', title: text(row['title']), holderName: text(row['holder_name']) },
      ...{ unit: { id: number(row['org_unit_id']), name: text(row['unit_name']) }, issuedAt: date(row['issued_at']), issuedDay: localDay(row['issued_at']) },
      ...{ validUntil: dateOrNull(row['valid_until']), revokedDay: row['revoked_at'] === null ? null : localDay(row['revoked_at']) },
      isTakenBack: row['revoked_at'] !== null || row['suspended_at'] !== null || row['superseded_by_id'] !== null,
      ...{ courseId: numberOrNull(row['course_id']), examId: numberOrNull(row['exam_id']) },
    })),
    events: await table(db, 'SELECT user_id, kind, day, at, points, seconds, data FROM learning_events', row => ({
      ...{ userId: number(row['user_id']), kind: text(row['kind']), day: text(row['day']), at: date(row['at']), hour: hourIn(date(row['at']), zone) },
      ...{ points: number(row['points']), seconds: number(row['seconds']), courseId: courseOfLesson.get(lessonIdOf(row['data']) ?? 0) ?? null },
    })),
    attempts: await table(db, 'SELECT * FROM attempts', row => ({
      ...{ userId: number(row['user_id']), examId: number(row['exam_id']), startedAt: date(row['started_at']) },
      ...{
        endedMonth: row['ended_at'] === null ? null : localDay(row['ended_at']).slice(0, 7),
        score: number(row['score']),
        isPassed: boolean(row['is_passed']),
      },
    })),
    enrolments: await table(db, 'SELECT * FROM enrolments', row => ({
      ...{ userId: number(row['user_id']), courseId: number(row['course_id']), at: date(row['enrolled_at']), isComplete: row['completed_at'] !== null },
    })),
    badges: await table(db, 'SELECT h.user_id, b.category FROM user_badges h JOIN badges b ON b.id = h.badge_id', row => ({
      ...{ userId: number(row['user_id']), category: text(row['category']) },
    })),
    requirements: await table(
      db,
      'SELECT r.template_id, r.post, o.path FROM requirements r JOIN org_units o ON o.id = r.unit_id ORDER BY position, r.id',
      row => ({
        ...{ templateId: number(row['template_id']), post: textOrNull(row['post']), path: text(row['path']) },
      }),
    ),
    courses: await table(
      db,
      'SELECT v.course_id, v.title FROM courses c JOIN course_versions v ON v.course_id = c.id AND v.version = c.published_version',
      row => ({ id: number(row['course_id']), title: text(row['title']) }),
    ),
  }
}

export type Facts = Awaited<ReturnType<typeof readFacts>>
