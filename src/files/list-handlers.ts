import { resolve } from "node:path";
import { placeFile } from "../../rules/lambda/deployed.ts";
import { sourceNamed } from "../../rules/lambda/event-sources.ts";
import { lambdaIn } from "../../rules/lambda/model.ts";
import { defaults, valueOr, type Invoker } from "../../rules/service/deployment.ts";
import { prefix } from "../../rules/plugin.ts";
import { serviceFor, type Belonging } from "../../rules/service/service-for.ts";
import { invokersOf, mayBeInvokedOtherwise, type DeployedFrom } from "../../rules/service/deployed-from.ts";
import type { Service } from "../../rules/service/service.ts";
import { asDeployed } from "../../rules/service/deployed-as.ts";
import type { HandlerList, ListedDeployment, ListedHandler } from "../report/handler-table.ts";
import { evidenceInCode } from "../review/handlers.ts";
import { isYamlOrJson } from "../review/languages.ts";
import { sourceCodeOf } from "../review/source-code.ts";
import { faultOf, FileError } from "./file-error.ts";
import { nameOf, type Found, type FoundFile } from "./find.ts";
import { read } from "./source.ts";

/** The handlers in some files, each with what shows it to be one, and what templates say of it. */
export async function handlersIn(found: Found, cwd: string): Promise<HandlerList> {
  const handlers: ListedHandler[] = [];
  const problems = [...found.problems];
  const services = new Map<Service, Belonging>();
  for (const file of found.files.filter(({ name }) => !isYamlOrJson(name))) {
    try {
      const { text } = read(file.path);
      handlers.push(...handlersOf(file, text, cwd, services));
    } catch (error) {
      const { message } = error as Error;
      const reason =
        error instanceof FileError
          ? error
          : new FileError(`${message.replace(/\.?$/, ".")} Correct it first.`);
      problems.push({ file: file.name, message: reason.message, fault: faultOf(reason, file.named) });
    }
  }

  let isCut = false;
  for (const { service, modules, root } of services.values()) {
    const { failed, isCut: cut } = service.templates();
    isCut ||= cut || modules.isCut;
    for (const { path, message } of failed)
      problems.push({ file: nameOf(resolve(root, path), cwd), message, fault: "met" });
  }
  return { handlers, problems, isCut };
}

function handlersOf(
  file: FoundFile,
  text: string,
  cwd: string,
  services: Map<Service, Belonging>,
): ListedHandler[] {
  const sourceCode = sourceCodeOf(text, file.place);
  const asked = { filename: file.path, cwd };
  placeFile(sourceCode, { ...asked, settings: { [prefix]: { handlers: file.configured?.handlers ?? [] } } });
  const lambda = lambdaIn(sourceCode);
  const place = lambda && serviceFor(asked);
  if (place) services.set(place.service, place);
  return (lambda?.entries ?? []).map((handler) => ({
    file: file.name,
    line: handler.function.loc.start.line,
    name: handler.name,
    code: evidenceInCode(handler, sourceCode),
    sources: [...lambda!.sourcesOf(handler)],
    deployments: (place?.service.deploymentsOf(place.path) ?? [])
      .filter((one) => one.export === handler.name)
      .map((one) => listed(one, nameOf(resolve(place!.root, one.template), cwd))),
  }));
}

/** What a deployment says of a function, with AWS's defaults where it says nothing; what cannot be told is `null`. */
function listed(deployedFrom: DeployedFrom, template: string): ListedDeployment {
  const { function: deployed } = deployedFrom;
  const { sources, batchSizes, runtime } = asDeployed(deployedFrom);
  return {
    template,
    line: deployed.at.loc.start.line,
    function: deployed.name,
    sources: [...sources],
    otherInvokers: [...new Set(invokersOf(deployedFrom).flatMap(otherInvoker))],
    mayHaveOtherSources: mayBeInvokedOtherwise(deployedFrom),
    batchSizes: batchSizes.map((size) => size ?? null),
    runtime: runtime ?? null,
    timeout: valueOr(deployed.timeout, deployed.byDefault.timeout ?? defaults.timeout) ?? null,
    memory: valueOr(deployed.memory, deployed.byDefault.memory ?? defaults.memory) ?? null,
  };
}

/** Something that invokes a function, but not with the event of a source. */
const otherInvoker = ({ source, sender, isReshaped }: Invoker): string[] =>
  source && isReshaped ? [`${sourceNamed(source).title} (reshaped)`] : sender ? [sender] : [];
