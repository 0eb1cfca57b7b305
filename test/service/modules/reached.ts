import type { Reach } from "../../../rules/lambda/reach.ts";
import { FilesInMemory, type Files } from "../../../rules/service/files.ts";
import { Modules } from "../../../rules/service/modules/modules.ts";
import { Service } from "../../../rules/service/service.ts";

/** The modules of a repository in memory. */
export const modulesOf = (files: Files): Modules => new Modules(new Service(files));

/** The functions that handlers in other files call, by file and name: `orders.ts create`. */
export function reachedIn(
  files: Record<string, string>,
  modules = modulesOf(new FilesInMemory(files)),
): Map<string, Reach> {
  const all = Object.keys(files).flatMap((path) =>
    modules.reachedIn(path).map((reach): [string, Reach] => [`${path} ${reach.name}`, reach]),
  );
  return new Map(all);
}

/** The same by their names alone. */
export const namesReachedIn = (files: Record<string, string>): string[] => [...reachedIn(files).keys()];

/** A handler of messages, which does something with what it imports. */
export const handler = (imports: string, body: string): string =>
  `import type { SQSEvent } from "aws-lambda";
${imports}
export const handler = async (event: SQSEvent) => { ${body} };
`;

/** `handler (api.ts:3) → create (orders.ts:1)` */
export const wayOf = ({ steps }: Reach): string =>
  steps.map((step) => `${step.function} (${step.path}:${step.line})`).join(" → ");
