/** The words for setting and changing a password. Fetched where somebody does. */
export const passwordZhCN = {
  password: {
    title: '设置密码',
    of: '为工号 {employeeNo} 设置密码',
    help: '至少 12 个字符。一句话最好记，也最难猜。',
    new: '新密码',
    current: '现在的密码',
    show: '显示密码',
    hide: '隐藏密码',
    set: '设置密码',
    setting: '正在设置',
    tooShort: '还差 {n} 个字符',
    longEnough: '够长了',
    missing: '请填写现在的密码',
    done: '密码设置好了',
    doneHelp: '用新密码登录。其他设备都已经退出。',
    toLogin: '去登录',
    goneTitle: '这个链接不能用了',
    goneHelp: '可能用过了、过期了，或者有了更新的链接。请管理员再给一个。',
    change: '修改密码',
    changeHelp: '改好以后，其他设备会退出登录。',
    changed: '密码已修改',
    checking: '正在核对链接',
  },
  /** Refusals that nobody meets elsewhere. */
  problem: {
    password_link_gone: '这个链接用过了、过期了，或者有了更新的链接。请管理员再给一个。',
    password_guessable: '这个密码太容易猜到：不要只用工号、姓名、邮箱或重复的字符。',
    wrong_password: '现在的密码不对。',
  },
} as const
