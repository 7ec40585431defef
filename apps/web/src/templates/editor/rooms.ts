/** What a phone shows one of at a time: markup or the form, the style beside markup, what the template is called, how it looks. */
const rooms = ['design', 'style', 'facts', 'preview'] as const
export type Room = (typeof rooms)[number]
export const roomsOf = (isForm: boolean): readonly Room[] => rooms.filter(room => !isForm || room !== 'style')
/** In which of them a field stands, by its path. */
export const roomOf = (path: string): Room => {
  if (path === 'templateStyle') return 'style'
  return /^(form|templateHtml|backgroundUrl|logoUrl|sealUrl)/.test(path) ? 'design' : 'facts'
}
