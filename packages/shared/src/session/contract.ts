import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { DemoPerson, Device, Me, Settings, SignIn } from './session.ts'

export const session = {
  /** Starts a session and sets its cookie. Unknown account and wrong password are answered alike, after equal work. */
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    access: 'anyone',
    summary: 'Sign in with employee number or e-mail',
    body: SignIn,
    returns: Me,
    problems: ['wrong_credentials', 'too_many_attempts', 'password_sign_in_off'],
  }),
  /** Ends the session of this device. Answers 204 whether or not there was one. */
  signOut: endpoint({ method: 'DELETE', path: '/api/session', access: 'anyone', summary: 'Sign out on this device', returns: z.undefined(), status: [204] }),
  /** The person who is signed in. */
  me: endpoint({ method: 'GET', path: '/api/me', access: 'signedIn', summary: 'Who is signed in', returns: Me }),
  /** Keeps the language of the interface with the person, and whether they are seen on leaderboards. */
  updateMe: endpoint({
    method: 'PATCH',
    path: '/api/me',
    access: 'signedIn',
    summary: 'Change my settings',
    body: Settings,
    returns: Me,
  }),
  /** The devices on which I am signed in, the latest first. */
  devices: endpoint({
    method: 'GET',
    path: '/api/sessions',
    access: 'signedIn',
    summary: 'Where I am signed in',
    returns: z.object({ items: z.array(Device) }),
  }),
  /** Ends every session of mine, this one too. */
  signOutEverywhere: endpoint({
    method: 'DELETE',
    path: '/api/sessions',
    access: 'signedIn',
    summary: 'Sign out on every device',
    returns: z.undefined(),
    status: [204],
  }),
  /** People who can be signed in as with one tap: only in demo mode, otherwise none. Their password is `kpl-demo`. */
  demoPeople: endpoint({
    method: 'GET',
    path: '/api/demo-people',
    access: 'anyone',
    summary: 'People of the demo company, in demo mode',
    returns: z.object({ items: z.array(DemoPerson) }),
  }),
}
