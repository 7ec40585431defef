import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'

const oidc = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'wallet', OIDC_CLIENT_SECRET: 'secret' }
const wecom = { WECOM_CORP_ID: 'ww1', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 'secret' }

describe('how people sign in', () => {
  it('is with a password where nothing else is said', () => {
    expect(readConfig({}).signOn).toEqual({ password: true, oidc: null, wecom: null, timeoutMs: 10_000 })
  })
  it('is by what is set up', () => {
    expect(readConfig({ ...oidc, ...wecom, PASSWORD_SIGN_IN: '0', OIDC_NAME: '集团账号', OIDC_CLAIM: 'email' }).signOn).toEqual({
      password: false,
      oidc: { issuer: 'https://id.example.com', clientId: 'wallet', clientSecret: 'secret', name: '集团账号', scope: 'openid profile email', claim: 'email' },
      wecom: { corpId: 'ww1', agentId: '1000002', secret: 'secret', origin: null },
      timeoutMs: 10_000,
    })
  })
  it.each([
    [{ OIDC_ISSUER: 'https://id.example.com' }, /OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together/],
    [{ WECOM_SECRET: 'x', OIDC_CLIENT_ID: 'x' }, /OIDC_ISSUER.*belong together; WECOM_CORP_ID.*belong together/],
    [{ PASSWORD_SIGN_IN: '0' }, /PASSWORD_SIGN_IN=0 leaves nobody a way in/],
    [{ PASSWORD_SIGN_IN: 'no' }, /PASSWORD_SIGN_IN has to be 0 or 1/],
    [{ ...oidc, OIDC_ISSUER: 'http://id.example.com' }, /OIDC_ISSUER has to be the issuer/],
    [{ ...oidc, OIDC_ISSUER: 'id.example.com' }, /OIDC_ISSUER has to be the issuer/],
    [{ ...oidc, OIDC_SCOPE: 'profile' }, /OIDC_SCOPE has to contain openid/],
    [{ ...oidc, OIDC_CLAIM: 'a b' }, /OIDC_CLAIM has to be the name of a claim/],
    [{ ...wecom, WECOM_ORIGIN: 'https://wecom.example.com' }, /WECOM_ORIGIN stands in for WeCom in tests/],
    [{ ...wecom, WECOM_AGENT_ID: 'x' }, /WECOM_AGENT_ID has to be a number/],
  ])('stops the start where %j', (variables, sentence) => {
    expect(() => readConfig(variables)).toThrow(sentence)
  })
  it('needs no https on this machine', () => {
    for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000/realm'])
      expect(readConfig({ ...oidc, OIDC_ISSUER: issuer }).signOn.oidc?.issuer).toBe(issuer)
  })
})
