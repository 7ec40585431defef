import { text, textOrNull, type Row } from '../../db/query.ts'

/** What a certificate `c` comes from, for what it is called in English. */
export const courseAndExam = 'LEFT JOIN courses co ON co.id = c.course_id LEFT JOIN exams ex ON ex.id = c.exam_id'

/** The certificate's own title, and in English that of what it comes from, where it comes from anything. */
export const titleOfSource = (row: Row): { readonly title: string; readonly englishTitle: string } => {
  const title = text(row['title'])
  return { title, englishTitle: textOrNull(row['exam_title']) ?? textOrNull(row['course_title']) ?? title }
}
