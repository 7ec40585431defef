/** Icons of this room only: they come with it. Drawn as those in ui/icons.ts. */
export const templateIcons = {
  blank: 'M13.5 3.5h-7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-9zM13.5 3.5v6h6M10 13l-2 2 2 2M14 13l2 2-2 2',
  code: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  versions: 'M4.5 12A7.5 7.5 0 1 0 7 6.4M4 4.5v4h4M12 8v4.25l3 1.75',
} as const
