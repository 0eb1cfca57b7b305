/** The address of one of our commands with what it takes; only places that trust the command follow it. */
export const commandLink = (command: string, ...input: unknown[]): string =>
  `command:effectiveLambda.${command}?${encodeURIComponent(JSON.stringify(input))}`;
