import type { VerifyWords } from './words.ts'

/** What the verify page says in Chinese. */
export const zhCN: VerifyWords = {
  title: '证书验证',
  otherLanguage: 'English',
  word: {
    valid: '有效',
    expiring: '有效',
    revoked: '已撤销',
    altered: '内容不符',
    superseded: '已被替换',
    suspended: '已停用',
    notYetValid: '未生效',
    expired: '已过期',
    notFound: '查无此证',
    malformed: '编号有误',
    asking: '验证一张证书',
  },
  sentence: {
    valid: ({ name }) => `确由${name}颁发，目前有效。`,
    expiring: ({ name, days }) => (days <= 1 ? `确由${name}颁发，目前有效，今天是最后一天。` : `确由${name}颁发，目前有效，还有 ${days} 天到期。`),
    revoked: ({ name }) => `确由${name}颁发，但已被撤销，请不要采信。`,
    altered: () => '内容与颁发记录不符，请不要采信。',
    superseded: ({ isOver }) => (isOver ? '已经过期，由一张新证书接替。' : '已由一张新证书接替，请看新的那张。'),
    suspended: ({ name }) => `确由${name}颁发，但已暂时停用，现在请不要采信。`,
    notYetValid: ({ name, begins }) => `确由${name}颁发，但要到 ${begins} 才生效。`,
    expired: ({ name, ends }) => `确由${name}颁发，但有效期到 ${ends} 为止，现在已经过期。`,
    notFound: ({ name }) => `编号写法没有错，但${name}没有颁发过这张证书。`,
    malformed: ({ slip }) =>
      slip === 'missing'
        ? '位数不对。请对照证书，再看一遍。'
        : slip === 'symbol'
          ? '有一位不是编号里会有的字。请对照证书，再看一遍。'
          : slip === 'unreadable'
            ? '这不像一个证书编号。请对照证书，再看一遍。'
            : '有一位打错了，或有两位写反了。请对照证书，再看一遍。',
    asking: () => '输入证书上的编号，马上知道真假，不用登录。',
  },
  checkedAt: time => `核验于 ${time}`,
  type: { course: '课程结业', exam: '考试合格', achievement: '成就' },
  facts: {
    holder: '持有人',
    issued: '颁发日期',
    until: '有效期至',
    unlimited: '长期有效',
    revoked: '撤销日期',
    suspended: '停用日期',
    issuer: '颁发机构',
    number: '证书编号',
  },
  asked: '你查询的编号',
  successorOpen: '验证新证书',
  checks: '逐项核对',
  check: { format: '编号格式正确', issuer: '由本机构颁发', integrity: '内容未被改动', status: '未被撤销、停用或替换', dates: '在有效期内' },
  outcome: { pass: '通过', fail: '不通过', skipped: '未检查' },
  detail: {
    checkSymbol: () => '这个编号不可能是对的',
    unknownNumber: () => '没有这个编号的颁发记录',
    altered: () => '与颁发时的记录对不上',
    revoked: day => `${day} 由颁发机构撤销`,
    suspended: day => `${day} 起停用`,
    superseded: day => (day === '' ? '由新证书接替' : `${day} 由新证书接替`),
    notYetValid: day => `${day} 起生效`,
    expired: day => `${day} 到期`,
    expiring: day => `${day} 到期`,
  },
  next: '接下来可以',
  lookAgain: '对照证书，再看一遍编号',
  scanAgain: '用手机相机，改扫证书上的二维码',
  contact: '联系颁发机构核实',
  another: '验证另一张',
  trust: '请以本页为准。与手上的证书不一致时，那张证书可能被改动过。',
  field: {
    label: '证书编号',
    year: '年份',
    group: n => `第 ${n} 组`,
    submit: '验证',
    again: '再验证一次',
    missing: n => `还差 ${n} 位`,
    symbol: symbol => `编号里没有“${symbol}”`,
    checkSymbol: '校验位对不上，请重看这三组',
    good: '写法正确',
  },
  tips: '容易看错的字',
  tip: [
    { title: '数字 0，不是字母 O', help: '编号里没有字母 O' },
    { title: '数字 1，不是字母 I 或 L', help: '打成 I、L 会自动当作 1' },
    { title: '横线可以不打', help: '大小写都可以' },
  ],
}
