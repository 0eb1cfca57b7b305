import type {
  ArtifactLocation,
  Fix,
  Log,
  Notification,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Run,
} from "sarif";
import { addresses } from "../../rules/addresses.ts";
import manifest from "../../rules/package.json" with { type: "json" };
import { rules } from "../../rules/plugin.ts";
import { slides } from "../../rules/slides.ts";
import type { Change, Edit, FileEdits, Suppressed } from "../review/finding.ts";
import { asJson } from "./as-json.ts";
import { fingerprintsIn } from "./fingerprints.ts";
import { findingsIn, type Found } from "./gravity.ts";
import { misspeltIn, uncheckedIn, type Report, type ReviewedFile } from "./report.ts";

/**
 * The report in the format that code scanning takes. Suppressions are left out unless they are asked for: GitHub shows
 * them as alerts that are open.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(report: Report, includeSuppressed: boolean): string {
  const fingerprints = fingerprintsIn(report);
  const results = [
    ...findingsIn(report).map((found) => resultOf(found, fingerprints.get(found.finding)!)),
    ...(includeSuppressed
      ? report.files.flatMap((file) => file.suppressed.map((one) => suppressedResultOf(one, file)))
      : []),
  ];
  const ids = [...new Set(results.map(({ ruleId }) => ruleId!))].sort();
  const run: Run = {
    tool: {
      driver: {
        name: "Effective Lambda",
        version: manifest.version,
        informationUri: manifest.homepage,
        rules: ids.map(descriptorOf),
      },
    },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r", "\u2028", "\u2029"],
    invocations: [
      {
        executionSuccessful: !report.problems.some(({ fault }) => fault === "ours"),
        toolExecutionNotifications: [
          ...misspeltIn(report).map(({ file, line, message }) =>
            notification("note", message, {
              artifactLocation: locationOf(file),
              region: { startLine: line },
            }),
          ),
          ...uncheckedIn(report).map(({ file, message }) =>
            notification("warning", message, { artifactLocation: locationOf(file) }),
          ),
        ],
      },
    ],
    results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId!) })),
  };
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return asJson(log);
}

const notification = (
  level: "note" | "warning",
  text: string,
  physicalLocation: PhysicalLocation,
): Notification => ({ level, message: { text }, locations: [{ physicalLocation }] });

function descriptorOf(id: string): ReportingDescriptor {
  const docs = rules[id]?.meta.docs;
  if (!docs) return { id };
  const { description, why, harm, slide, preset, url } = docs;
  return {
    id,
    shortDescription: { text: `${description}.` },
    fullDescription: { text: why },
    helpUri: url!,
    help: {
      text: `${why} ${url}`,
      markdown: [
        `**${description}.**`,
        why,
        `[What to do, with examples](${url}) · Slide: [${slides[slide]}](${addresses.slide(slide)})`,
      ].join("\n\n"),
    },
    defaultConfiguration: { level: preset === "error" ? "error" : "warning" },
    properties: { tags: ["aws-lambda", harm.replaceAll(" ", "-")] },
  };
}

function resultOf({ file, finding }: Found, fingerprint: string): Result {
  const { fix, suggestions, joint } = finding;
  const changes = fix ? [fix, ...suggestions] : suggestions;
  const fixes = [
    ...(joint && "files" in joint ? [fixOf(joint.title, joint.files)] : []),
    // Of what belongs together in several files, a part alone does harm.
    ...changes.slice(joint && !fix ? 1 : 0).map((change) => fixHere(change, file)),
  ];
  return {
    ...about(finding, file),
    partialFingerprints: { "effectiveLambda/v1": fingerprint },
    ...(fixes.length > 0 && { fixes }),
  };
}

const suppressedResultOf = (suppressed: Suppressed, file: ReviewedFile): Result => ({
  ...about(suppressed, file),
  suppressions: [
    {
      kind: suppressed.isInBaseline ? "external" : "inSource",
      ...(suppressed.reason !== "" && { justification: suppressed.reason }),
    },
  ],
});

const about = (
  { rule, severity, message, line, column, endLine, endColumn }: Suppressed | Found["finding"],
  { name }: ReviewedFile,
): Result => ({
  ruleId: rule,
  level: severity,
  message: { text: message },
  locations: [
    {
      physicalLocation: {
        artifactLocation: locationOf(name),
        region: { startLine: line, startColumn: column, endLine, endColumn },
      },
    },
  ],
});

const fixHere = ({ title, edits }: Change, { name, text }: ReviewedFile): Fix =>
  fixOf(title, [{ file: name, before: text, edits }]);

const fixOf = (title: string, files: readonly FileEdits[]): Fix => ({
  description: { text: title },
  artifactChanges: files.map(({ file, before, edits }) => ({
    artifactLocation: locationOf(file),
    replacements: edits.map(({ range, text }) => ({
      deletedRegion: regionOf(range, before),
      insertedContent: { text },
    })),
  })),
});

/** The lines and columns of a range; code scanning does not count characters from the start of a file. */
function regionOf([start, end]: Edit["range"], text: string): Region {
  const at = (offset: number) => {
    const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  };
  const [from, to] = [at(start), at(end)];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** A path as an address, whatever its names hold. */
const locationOf = (name: string): ArtifactLocation => ({
  uri: name
    .replace(/\p{Cs}/gu, "\uFFFD")
    .split("/")
    .map(encodeURIComponent)
    .join("/"),
});
