/** Whether a file is read as a template, by its ending; anything else is code. */
export const isYamlOrJson = (path: string): boolean => /\.(ya?ml|json)$/.test(path);
