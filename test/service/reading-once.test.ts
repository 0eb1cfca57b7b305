import assert from "node:assert/strict";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import { templateOf } from "../kit/deployed.ts";
import { repositoryOf } from "../kit/repository.ts";

/** Files that write down what they are asked. */
class WatchedFiles extends FilesInMemory {
  #stats = 0;
  readonly #reads: string[] = [];

  override stat(path: string) {
    this.#stats++;
    return super.stat(path);
  }

  override read(path: string) {
    this.#reads.push(path);
    return super.read(path);
  }

  /** What was asked since somebody last wanted to know. */
  asked() {
    const asked = { stats: this.#stats, reads: this.#reads.splice(0).sort() };
    this.#stats = 0;
    return asked;
  }
}

const handler = "export const handler = async () => {};";

describe("what a service reads, counted", () => {
  const {
    files: repository,
    templates,
    handlers,
  } = repositoryOf({ handlers: 100, templates: 40 }, [handler]);
  const watched = () => {
    const watchedFiles = new WatchedFiles(repository);
    return { files: watchedFiles, service: new Service(watchedFiles) };
  };
  const lookUpAll = (service: Service) =>
    handlers.map((path) => service.deploymentsOf(path)).filter(({ length }) => length === 1).length;

  it("is each template once, and nothing of it twice, while all files of a repository are linted", () => {
    const { files, service } = watched();
    assert.equal(lookUpAll(service), handlers.length);
    const { reads } = files.asked();
    assert.deepEqual(
      reads.filter((path) => templates.includes(path)),
      templates.toSorted(),
    );
    assert.equal(service.parsed, templates.length);
  });

  it("is nothing when they are linted again", () => {
    const { files, service } = watched();
    lookUpAll(service);
    files.asked();
    service.refresh();
    assert.equal(lookUpAll(service), handlers.length);
    assert.deepEqual(files.asked().reads, []);
    assert.equal(service.parsed, templates.length);
  });

  it("is no template whose functions are all in other languages, which is not parsed", () => {
    const parsed = (files: Record<string, string>) => new Service(new FilesInMemory(files)).parsed;
    const sam = (...lines: string[]) =>
      parsed({ "template.yml": templateOf("Handler: app.handler", ...lines) });
    assert.equal(sam("Runtime: python3.13"), 0);
    for (const lines of [
      ["Runtime: !Ref Runtime"],
      ["Runtime: nodejs22.x"],
      ["Runtime: provided.al2023"],
      [],
    ])
      assert.equal(sam(...lines), 1);
    assert.equal(sam("# Runtime: python3.13"), 1);
    assert.equal(sam("Runtime: python3.13", "Tags: { Kind: AWS::Lambda::Function }"), 1);

    const framework = (provider: string, functions: string) =>
      parsed({ "serverless.yml": `service: a\nprovider:\n  name: aws\n${provider}functions:\n${functions}` });
    const worker = "  worker: { handler: app.handler }\n";
    assert.equal(framework("  runtime: python3.13\n", worker), 0);
    for (const [provider, functions] of [
      ["", `  other: { handler: b.c, runtime: python3.13 }\n${worker}`],
      ["  runtime: python3.13\n", "  worker: { handler: app.handler, runtime: nodejs22.x }\n"],
      ["  runtime: python3.13\n", "  - ${file(functions.yml)}\n"],
    ] as const)
      assert.equal(framework(provider, functions), 1);
  });

  it("takes code for that of AWS beside a folder of another cloud, whatever its language", () => {
    const service = new Service(
      new FilesInMemory({
        "serverless.yml": "service: a\nprovider: google\n",
        "aws/serverless.yml": "service: b\nprovider:\n  name: aws\n  runtime: python3.13\n",
      }),
    );
    assert.deepEqual([service.isForeign("a.ts"), service.isForeign("aws/a.ts")], [true, false]);
  });

  it("is nothing at all to look up a file", () => {
    const { files, service } = watched();
    files.asked();
    lookUpAll(service);
    lookUpAll(service);
    assert.deepEqual(files.asked(), { stats: 0, reads: [] });
  });

  it("is the state of each folder, and of each file that was read, to look again, and no more", () => {
    const { files, service } = watched();
    const first = files.asked();
    service.refresh();
    const { stats } = files.asked();
    assert.ok(stats <= first.stats, String(stats));
    const paths = Object.keys(repository);
    const folders = new Set(
      paths.flatMap((path) => path.split("/").map((_, depth, all) => all.slice(0, depth).join("/"))),
    );
    assert.ok(stats <= paths.length + folders.size, String(stats));
  });

  it("is the template that changed, and no other", () => {
    const { files, service } = watched();
    lookUpAll(service);
    const [changed] = templates as [string];
    files.write(changed, templateOf("Handler: src/other.handler"));
    files.asked();
    service.refresh();
    lookUpAll(service);
    const isTemplate = (path: string) => templates.includes(path);
    assert.deepEqual(files.asked().reads.filter(isTemplate), [changed]);
    assert.equal(service.parsed, templates.length + 1);
    assert.equal(service.deploymentsOf(changed.replace(/[^/]*$/, "src/other.ts")).length, 1);
    files.remove(changed);
    service.refresh();
    assert.equal(service.deploymentsOf(changed.replace(/[^/]*$/, "src/other.ts")).length, 0);
    assert.deepEqual(files.asked().reads.filter(isTemplate), []);
  });

  it("is the code that changed, which may pass on what others export, and no template", () => {
    const { files, service } = watched();
    const [changed] = handlers as [string];
    files.write(changed, `export * from "./other"`);
    files.asked();
    service.refresh();
    assert.equal(lookUpAll(service), handlers.length);
    const { reads } = files.asked();
    assert.deepEqual(
      reads.filter((path) => handlers.includes(path) || templates.includes(path)),
      [changed],
    );
    assert.equal(service.parsed, templates.length);
  });

  it("is parsed only where its words are those of a deployment to AWS", () => {
    const service = new Service(
      new FilesInMemory({
        "a/template.yml": templateOf("Handler: app.handler"),
        "infra/template.yml": templateOf("CodeUri: ../a", "Handler: app.handler"),
        "network/template.yml": "Resources:\n  Vpc: { Type: AWS::EC2::VPC }\n",
        "google/serverless.yml": "service: a\nprovider: google\n",
      }),
    );
    assert.deepEqual(
      service.deploymentsOf("a/app.ts").map(({ template }) => template),
      ["a/template.yml", "infra/template.yml"],
    );
    assert.equal(service.parsed, 2);
  });
});
