/** Whether this browser takes style sheets into a shadow tree; older ones get a plain field instead. */
export const canTakeStyles = (): boolean => 'adoptedStyleSheets' in Document.prototype
