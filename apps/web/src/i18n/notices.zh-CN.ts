/** The words of what people are told. Fetched with their pages. */
export const noticesZhCN = {
  notices: {
    title: '通知',
    isNew: '未读',
    kinds: { expiring: '到期提醒', reminder: '主管提醒' },
    ends: '{day} 到期，还剩 {n} 天',
    endsToday: '{day} 到期，今天是最后一天',
    ended: '{day} 已到期',
    missing: '岗位要求持有，你还没有',
    renewing: '已开始续证',
    settled: '已解决',
    see: '看证书',
    course: '去学习',
    exam: '去考试',
    emptyTitle: '没有通知',
    emptyHelp: '证书快到期，或者主管提醒你时，会写在这里。',
  },
} as const
