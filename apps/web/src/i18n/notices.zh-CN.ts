/** The words of what people are told. Fetched with their pages. */
export const noticesZhCN = {
  notices: {
    title: '通知',
    isNew: '未读',
    kinds: { expiring: '到期提醒', reminder: '主管提醒', nameCorrected: '姓名已更正', nameKept: '姓名未更正' },
    ends: '{day} 到期，还剩 {n} 天',
    endsToday: '{day} 到期，今天是最后一天',
    ended: '{day} 已到期',
    missing: '岗位要求持有，你还没有',
    nameCorrected: '已按你的申请更正，换发了新证书',
    nameKept: '没有更正，原因写在证书页上',
    renewing: '已开始续证',
    settled: '已解决',
    see: '看证书',
    course: '去学习',
    exam: '去考试',
    emptyTitle: '没有通知',
    emptyHelp: '证书快到期、主管提醒你，或者你申请的更正有了结果时，会写在这里。',
  },
} as const
