export class ConfigurationError extends Error {
  readonly variable: string;

  constructor(variable: string, message: string) {
    super(`${variable}: ${message}`);
    this.name = "ConfigurationError";
    this.variable = variable;
  }
}

/** An empty variable counts as missing, as templates write one for a parameter that was left out. */
export function optionalEnvironment(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === "" ? undefined : value;
}

export function requiredEnvironment(name: string): string {
  const value = optionalEnvironment(name);
  if (value === undefined) throw new ConfigurationError(name, "the environment variable is not set");
  return value;
}

export function numberFromEnvironment(
  name: string,
  { fallback, minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Range,
): number {
  const text = optionalEnvironment(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new ConfigurationError(name, `"${text}" is not a whole number`);
  if (value < minimum || value > maximum) {
    throw new ConfigurationError(name, `${value} is not between ${minimum} and ${maximum}`);
  }
  return value;
}

interface Range {
  fallback: number;
  minimum?: number;
  maximum?: number;
}

export function switchFromEnvironment(name: string): boolean {
  const text = optionalEnvironment(name)?.toLowerCase();
  switch (text) {
    case undefined:
    case "off":
    case "false":
      return false;
    case "on":
    case "true":
      return true;
    default:
      throw new ConfigurationError(name, `"${text}" is neither on nor off`);
  }
}

export function choiceFromEnvironment<const Choice extends string>(
  name: string,
  choices: readonly Choice[],
): Choice {
  const text = requiredEnvironment(name);
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    throw new ConfigurationError(name, `"${text}" is not one of ${choices.join(", ")}`);
  }
  return choice;
}

export type Stage = "development" | "staging" | "production";

export const stage = (): Stage => choiceFromEnvironment("STAGE", ["development", "staging", "production"]);
