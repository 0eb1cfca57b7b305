/**
 * The day from which Lambda deprecates a runtime: no more security patches and no support, and some time later functions
 * with it can neither be created nor updated. Dates that AWS has moved before, and those to come, may move again.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html, as of November 2026
 */
const deprecations: Record<string, string> = {
  nodejs: "2016-10-31",
  "nodejs4.3": "2020-03-05",
  "nodejs4.3-edge": "2020-03-05",
  "nodejs6.10": "2019-08-12",
  "nodejs8.10": "2020-03-06",
  "nodejs10.x": "2021-07-30",
  "nodejs12.x": "2023-03-31",
  "nodejs14.x": "2023-12-04",
  "nodejs16.x": "2024-06-12",
  "nodejs18.x": "2025-09-01",
  "nodejs20.x": "2026-04-30",
  "nodejs22.x": "2027-04-30",
  "nodejs24.x": "2028-04-30",
  "python2.7": "2021-07-15",
  "python3.6": "2022-07-18",
  "python3.7": "2023-12-04",
  "python3.8": "2024-10-14",
  "python3.9": "2025-12-15",
  java8: "2024-01-08",
  "dotnetcore1.0": "2019-06-27",
  "dotnetcore2.0": "2019-05-30",
  "dotnetcore2.1": "2022-01-05",
  "dotnetcore3.1": "2023-04-03",
  dotnet6: "2024-12-20",
  dotnet7: "2024-05-14",
  dotnet8: "2026-11-10",
  "go1.x": "2024-01-08",
  "ruby2.5": "2021-07-30",
  "ruby2.7": "2023-12-07",
  "ruby3.2": "2026-03-31",
  provided: "2024-01-08",
};

/**
 * What takes a runtime's place, by its language, the likeliest to run the same code first: Node.js 24 starts no handler with a
 * callback. https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/function/callback-deprecation.ts
 */
const successors: Record<string, string[]> = {
  nodejs: ["nodejs22.x", "nodejs24.x"],
  python: ["python3.13"],
};

/** The day since which a runtime is deprecated, if it is by then. Days are spelt `2026-11-24`. */
export function deprecatedSince(runtime: string, today: string): string | undefined {
  const date = Object.hasOwn(deprecations, runtime) ? deprecations[runtime] : undefined;
  return date !== undefined && date <= today ? date : undefined;
}

/** The last of the days until then on which a runtime was deprecated: up to the next, the answers are the same. */
export const lastDeprecation = (today: string): string =>
  Object.values(deprecations).reduce((last, date) => (date <= today && date > last ? date : last), "");

/** The runtimes to use instead that are not deprecated themselves by then. */
export function successorsOf(runtime: string, today: string): string[] {
  const [language = ""] = /^[a-z]+/.exec(runtime) ?? [];
  return (successors[language] ?? []).filter((one) => !deprecatedSince(one, today));
}
