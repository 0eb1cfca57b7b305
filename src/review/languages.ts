/** Whether a file is read as a template, by its ending; anything else is code. */
export const isYamlOrJson = (path: string): boolean => /\.(ya?ml|json)$/.test(path);

/** Whether a file is JavaScript or TypeScript, by its ending. */
export const isCode = (path: string): boolean => /\.([cm]?[jt]s|[jt]sx)$/.test(path);
