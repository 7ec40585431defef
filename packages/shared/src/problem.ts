import { z } from 'zod'

/**
 * Every way in which the product says no: code → HTTP status and English title (RFC 9457 `title`).
 * The web has words for each code in each language; a code without words does not compile.
 */
export const problems = {
  invalid_request: [422, 'Some of what was sent is not right'],
  bad_request: [400, 'The request cannot be read'],
  malformed_json: [400, 'The body is not JSON'],
  unsupported_media_type: [415, 'The body has to be application/json'],
  payload_too_large: [413, 'The body is too large'],
  not_signed_in: [401, 'Sign in first'],
  wrong_credentials: [401, 'Account or password is wrong'],
  too_many_attempts: [429, 'Too many attempts'],
  too_many_requests: [429, 'Too many requests'],
  forbidden: [403, 'Your role does not allow this'],
  cross_site_request: [403, 'The request did not come from this site'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This address does not take that method'],
  certificate_not_found: [404, 'No such certificate'],
  certificate_altered: [409, 'What is stored is not what was issued'],
  certificate_unlimited: [409, 'The certificate does not end'],
  certificate_already_revoked: [409, 'The certificate is already revoked'],
  certificate_not_in_force: [409, 'The certificate is not in force'],
  certificate_suspended: [409, 'The certificate is suspended'],
  certificate_not_suspended: [409, 'The certificate is not suspended'],
  certificate_superseded: [409, 'The certificate was replaced by another one'],
  renewal_not_open: [409, 'It is too early to renew the certificate'],
  name_withheld: [409, 'The name on the certificate has been withheld'],
  picture_withdrawn: [410, 'The picture of the certificate has been withdrawn'],
  name_unchanged: [422, 'The name is the one on the certificate'],
  request_not_found: [404, 'No such request'],
  request_open: [409, 'The same has been asked for and not been decided yet'],
  revocation_open: [409, 'Its revocation has been asked for and not been decided yet'],
  end_earlier: [409, 'To end it earlier takes two people'],
  request_decided: [409, 'The request has been decided already'],
  request_own: [403, 'Somebody else has to decide what you asked for, or what is about your own certificate'],
  share_not_found: [404, 'There is no such link'],
  share_gone: [410, 'The link has been taken back or has expired'],
  share_expiry_past: [422, 'The link would have expired already'],
  too_many_shares: [409, 'There are too many open links to this certificate'],
  path_not_found: [404, 'No such growth path'],
  person_not_found: [404, 'No such person'],
  webhook_not_found: [404, 'No such webhook'],
  webhook_address: [422, 'A webhook leads to an https address on the open internet, without a password in it'],
  too_many_webhooks: [409, 'There are too many webhooks'],
  delivery_not_found: [404, 'No such delivery'],
  delivery_not_dead: [409, 'The delivery has not been given up'],
  number_taken: [409, 'Somebody has this employee number already'],
  email_taken: [409, 'Somebody has this e-mail address already'],
  own_account: [409, 'Nobody takes away their own right to administer'],
  last_admin: [409, 'One admin has to be left'],
  password_link_gone: [410, 'The link has been used, has run out, or was replaced by a newer one'],
  password_guessable: [422, 'The password is easy to guess'],
  wrong_password: [422, 'The current password is not right'],
  file_judged_anew: [409, 'What the file would change is not what was looked at'],
  unit_name_taken: [409, 'There is a unit of this name beside it'],
  unit_below_itself: [409, 'A unit cannot be moved below itself'],
  unit_too_deep: [409, 'There are too many units one below the other'],
  unit_in_use: [409, 'The unit is not empty, or something was issued in it'],
  person_inactive: [409, 'The person is no longer active'],
  person_anonymised: [409, 'The person has been anonymised'],
  person_self: [409, 'Nobody can do this to themselves'],
  template_not_found: [404, 'No such template'],
  template_inactive: [409, 'The template is not in use'],
  template_changed: [409, 'Somebody else has changed the template in the meantime'],
  template_refused: [422, 'The template contains things that are not allowed'],
  asset_not_found: [404, 'No such picture'],
  asset_in_use: [409, 'A version of a template shows the picture'],
  picture_unknown: [422, 'The file is neither PNG, JPEG nor WebP'],
  picture_moving: [422, 'The picture moves'],
  certificate_overflows: [422, 'The text does not fit on the certificate'],
  certificate_undrawable: [422, 'Some characters cannot be drawn on the certificate'],
  course_not_found: [404, 'No such course'],
  lesson_not_found: [404, 'No such lesson'],
  media_not_found: [404, 'No such file'],
  question_not_found: [404, 'No such question'],
  media_unknown: [422, 'The file is neither PNG, JPEG, WebP, PDF nor MP4'],
  media_damaged: [422, 'The file is damaged or not complete'],
  media_too_many_pixels: [422, 'The picture has too many pixels'],
  exam_not_found: [404, 'No such exam'],
  exam_retired: [409, 'The exam is no longer held'],
  course_first: [409, 'The course of this exam has to be completed first'],
  no_attempts_left: [409, 'There are no attempts left'],
  attempt_not_found: [404, 'No such attempt'],
  attempt_over: [409, 'The attempt has ended'],
  round_not_found: [404, 'No such round of practice'],
  round_over: [409, 'The round has ended'],
  nothing_to_practise: [409, 'There is no question to practise here'],
  question_in_exam: [409, 'The question is on a paper that is not submitted yet'],
  stale_version: [409, 'Somebody else has changed this in the meantime'],
  file_unreadable: [422, 'The file cannot be read as a table'],
  badge_not_found: [404, 'No such badge'],
  badge_not_by_hand: [409, 'The badge is earned and not given by hand'],
  unit_not_found: [404, 'No such unit'],
  requirement_not_found: [404, 'No such requirement'],
  already_required: [409, 'This is required already'],
  not_published: [409, 'It is not published'],
  batch_not_found: [404, 'No such batch'],
  batch_not_confirmed: [409, 'The batch has not been confirmed'],
  batch_under_way: [409, 'The batch has been confirmed already'],
  batch_over: [409, 'The batch is over'],
  batch_empty: [409, 'No row of the list can be issued'],
  batch_judged_anew: [409, 'The list was judged anew since it was looked at'],
  batch_unchecked: [409, 'Names in the list differ from the register, and nobody has said that they were looked at'],
  list_empty: [422, 'There are no people in the list'],
  list_headless: [422, 'The first row of the list does not name its columns'],
  idempotency_key_reused: [409, 'This Idempotency-Key was used for another request'],
  render_timeout: [422, 'The template takes too long to draw'],
  storage_full: [507, 'There is no room left to store this'],
  sign_on_not_offered: [404, 'Nobody can sign in this way here'],
  sign_on_foreign: [403, 'The sign-in was not begun in this browser'],
  sign_on_used: [409, 'The sign-in has been used already'],
  sign_on_expired: [410, 'The sign-in took too long'],
  sign_on_denied: [403, 'The sign-in was called off'],
  sign_on_mixed_up: [403, 'The answer comes from another service than the one that was asked'],
  sign_on_invalid: [403, 'The answer does not belong to this sign-in'],
  sign_on_code_refused: [403, 'The service does not stand by the code that came back'],
  sign_on_refused: [502, 'The service refused to say who signed in'],
  sign_on_unavailable: [503, 'The service that signs people in does not answer'],
  sign_on_unknown_person: [403, 'Nobody here belongs to this account'],
  sign_on_email_unverified: [403, 'The service has not verified the e-mail address of this account'],
  sign_on_inactive: [403, 'The person is no longer active'],
  sign_on_taken: [409, 'The person signs in by another account'],
  password_sign_in_off: [403, 'Nobody signs in with a password here'],
  identity_not_found: [404, 'The person has no such account'],
  unavailable: [503, 'The service is not available just now'],
  internal: [500, 'Something went wrong on our side'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

/** One thing wrong with what was sent: where (dotted path) and what. */
const Reason = z.object({
  path: z.string(),
  message: z.string(),
  code: z.string().optional().describe('Of a template: what is wrong, to be said in other words'),
  line: z.int().optional().describe('In a template: from 1'),
  column: z.int().optional().describe('In a template: from 1'),
  length: z.int().optional().describe('In a template: how many characters from there on'),
  what: z.string().optional().describe('Of a template: what is not allowed'),
  where: z.string().optional().describe('In a template: what it stands in or belongs to'),
  most: z.int().optional().describe('In a template: the limit that is passed'),
  allowed: z.string().optional().describe('Of a template: what would be allowed'),
})
export type Reason = Readonly<z.infer<typeof Reason>>

/** The body of every answer ≥ 400: problem+json of RFC 9457, with a code, every reason at once and the request's id. */
export const Problem = z
  .object({
    type: z.string().describe('A URI that names the kind of problem'),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes),
    detail: z.string().optional(),
    errors: z.array(Reason).optional(),
    requestId: z.string(),
    retryAfter: z.int().optional().describe('Seconds until a new attempt makes sense'),
    attemptsLeft: z.int().optional().describe('Sign-in only: attempts left before a pause'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

export interface FailureDetails {
  readonly detail?: string
  readonly errors?: readonly Reason[]
  readonly retryAfter?: number
  readonly attemptsLeft?: number
}

/** A refusal on its way to the one place that turns it into problem+json. */
export class Failure extends Error {
  readonly code: ProblemCode
  readonly details: FailureDetails
  constructor(code: ProblemCode, details: FailureDetails = {}) {
    super(details.detail ?? problems[code][1])
    this.name = 'Failure'
    this.code = code
    this.details = details
  }
  get status(): number {
    return problems[this.code][0]
  }
}

/** Stops what is going on and answers with this problem. */
export const fail = (code: ProblemCode, details?: FailureDetails): never => {
  throw new Failure(code, details)
}
