import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { find } from "../src/files/find.ts";
import { handlersIn } from "../src/files/list-handlers.ts";
import type { ListedHandler } from "../src/report/handler-table.ts";
import { folderOf } from "../rules/kit/paths.ts";
// Handlers that only a template names are known where the plugin is, which says whom to ask.
import "../rules/plugin.ts";
import { valueOr } from "../rules/service/deployment.ts";
import { filesOnDisk } from "../rules/service/node-files.ts";
import {
  invokersOf,
  mappingsOf,
  mayBeInvokedOtherwise,
  type DeployedFrom,
} from "../rules/service/deployed-from.ts";
import { Service } from "../rules/service/service.ts";
import { drawn, randomFrom } from "./draw.ts";

/**
 * Prints handlers that are chosen at random, each with what the templates around it say of its sources and batch sizes,
 * for a person to compare with the templates: `npm run sample -- [--count 50] [--seed 1] DIR…`. Each kind of template
 * has its turn, so that the commonest does not crowd out the others.
 */

const kinds = ["SAM and CloudFormation", "serverless", "CDK"] as const;
type Kind = (typeof kinds)[number];

/** A handler, and one of the ways in which it is deployed, if there is any. */
interface Row {
  kind: Kind;
  handler: string;
  says: string;
}

const kindOf = (template: string): Kind =>
  /(^|\/)serverless[^/]*$/.test(template)
    ? "serverless"
    : /\.(ya?ml|json)$/.test(template)
      ? "SAM and CloudFormation"
      : "CDK";

/** The handlers below a folder that templates there deploy, or may deploy: those that lie below a template. */
async function rowsIn(folder: string): Promise<Row[]> {
  const root = resolve(folder);
  const service = new Service(filesOnDisk(root)!);
  const found = await find([root], root);
  const { handlers } = await handlersIn({ files: found.files, problems: [] }, root);
  return handlers.flatMap((handler): Row[] => {
    const name = `${folder}/${handler.file}:${handler.line} ${handler.name}`;
    const deployments = service.deploymentsOf(handler.file).filter((one) => one.export === handler.name);
    if (deployments.length === 0) return belowTemplate(handler, service, name);
    return deployments.map((one) => ({ kind: kindOf(one.template), handler: name, says: saidBy(one) }));
  });
}

/** What is said of a handler that lies below a template which does not show to deploy it. */
function belowTemplate({ file }: ListedHandler, service: Service, handler: string): Row[] {
  const around = service.templates().read.filter((template) => isBelow(file, folderOfProject(template)));
  const [nearest] = around.sort((one, other) => folderOf(other).length - folderOf(one).length);
  return nearest === undefined
    ? []
    : [{ kind: kindOf(nearest), handler, says: `unknown; the nearest template is ${nearest}` }];
}

/** The folder whose code a template deploys: code of the CDK has one of its own in there. */
const folderOfProject = (template: string): string =>
  kindOf(template) === "CDK" ? folderOf(folderOf(template)) : folderOf(template);

const isBelow = (file: string, folder: string): boolean => folder === "" || file.startsWith(`${folder}/`);

function saidBy(deployedFrom: DeployedFrom): string {
  const { template, function: deployed, deployment } = deployedFrom;
  const mappings = mappingsOf(deployedFrom);
  const sources = invokersOf(deployedFrom).map(
    ({ source, sender, isReshaped }) =>
      (source ?? sender ?? "no event source") + (isReshaped ? " (reshaped)" : ""),
  );
  const batches = mappings.map(
    ({ source, batchSize, batchSizeByDefault }) =>
      `${source} ${valueOr(batchSize, batchSizeByDefault) ?? "?"}${batchSize === "absent" ? " by default" : ""}`,
  );
  return [
    `${template}:${deployed.at.loc.start.line} ${deployed.name}`,
    `sources: ${[...new Set(sources)].join(", ") || "none"}${mayBeInvokedOtherwise(deployedFrom) ? ", and perhaps more" : ""}`,
    ...(batches.length > 0 ? [`batches: ${batches.join(", ")}`] : []),
    ...(deployment.mappings.some((one) => !one.function) ? ["some mapping leads nowhere"] : []),
  ].join("\n    ");
}

const { values, positionals } = parseArgs({
  options: {
    count: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
  allowPositionals: true,
});
const rows = (await Promise.all((positionals.length > 0 ? positionals : ["."]).map(rowsIn))).flat();
const groups = kinds.map((kind) => rows.filter((row) => row.kind === kind));
const sample = drawn(groups, Number(values.count), randomFrom(Number(values.seed)));
console.log(`Seed ${values.seed}: ${sample.length} of ${rows.length} handlers.`);
for (const [index, kind] of kinds.entries()) {
  console.log(`\n${kind}: of ${groups[index]!.length}`);
  for (const [number, row] of sample.entries())
    if (row.kind === kind) console.log(`\n${number + 1}. ${row.handler}\n    ${row.says}`);
}
