import type { PasswordWords } from './words.ts'

export const passwordEn: PasswordWords = {
  password: {
    title: 'Set a password',
    of: 'Set a password for {employeeNo}',
    help: 'At least 12 characters. A sentence is easiest to remember and hardest to guess.',
    new: 'New password',
    current: 'Current password',
    show: 'Show the password',
    hide: 'Hide the password',
    set: 'Set the password',
    setting: 'Setting it',
    tooShort: '1 more character | {n} more characters',
    longEnough: 'Long enough',
    missing: 'Enter your current password',
    done: 'The password is set',
    doneHelp: 'Sign in with it. Every other device has been signed out.',
    toLogin: 'Sign in',
    goneTitle: 'This link no longer works',
    goneHelp: 'It may have been used, have run out, or been replaced by a newer one. Ask an admin for another.',
    change: 'Change password',
    changeHelp: 'Other devices are signed out when it is changed.',
    changed: 'Password changed',
    checking: 'Checking the link',
  },
  problem: {
    password_link_gone: 'This link was used, has run out, or was replaced by a newer one. Ask an admin for another.',
    password_guessable: 'This password is easy to guess: do not use only your number, name, address or one thing over and over.',
    wrong_password: 'The current password is not right.',
  },
}
