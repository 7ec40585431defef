/** WeChat's own browser saves no files and shares no pictures; there a person long-presses, or goes to a browser. */
export const isInWeChat = (userAgent = navigator.userAgent): boolean => /\bMicroMessenger\//i.test(userAgent)
