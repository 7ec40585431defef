import { describe, expect, it } from 'vitest'
import { readConfig, StartError } from '../config.ts'

const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' }
const bucket = { kind: 's3', bucket: 'wallet', prefix: '', endpoint: null, region: 'us-east-1', ...credentials }

describe('FILES_URL', () => {
  it.each([
    ['', { kind: 'disk', folder: './data/files' }],
    ['file:/var/lib/wallet files', { kind: 'disk', folder: '/var/lib/wallet files' }],
    ['file:///var/lib/wallet', { kind: 'disk', folder: '/var/lib/wallet' }],
    ['s3://wallet', bucket],
    ['s3://wallet/a/b/?region=eu-central-1', { ...bucket, prefix: 'a/b/', region: 'eu-central-1' }],
    ['s3://wallet/copies?endpoint=https://s3.example.com:9000', { ...bucket, prefix: 'copies/', endpoint: 'https://s3.example.com:9000' }],
  ])('%j is understood', (url, place) => expect(readConfig({ FILES_URL: url, ...keys }).files).toEqual(place))

  it.each([
    'data/files',
    'file:',
    's3://',
    's3://UPPER',
    's3://user@wallet',
    's3://wallet/../x?y=1',
    's3://wallet?endpoint=s3.example.com',
    's3://wallet?endpoint=https://s3.example.com/path',
    's3://wallet?region=a b',
    's3://wallet?bucket=other',
    'https://wallet.s3.amazonaws.com',
  ])('%j stops the start, with a sentence', url => {
    expect(() => readConfig({ FILES_URL: url, ...keys })).toThrow('FILES_URL has to be file:<folder> or s3://<bucket>/<prefix>?endpoint=https://…&region=…')
    expect(() => readConfig({ FILES_URL: url, ...keys })).toThrow(StartError)
  })

  it('of a bucket needs to know who may use it', () => {
    for (const some of [{}, { AWS_ACCESS_KEY_ID: 'id' }, { AWS_SECRET_ACCESS_KEY: 'secret' }])
      expect(() => readConfig({ FILES_URL: 's3://wallet', ...some })).toThrow('FILES_URL=s3://… needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  })
})
