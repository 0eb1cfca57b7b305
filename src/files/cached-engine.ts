import { listening, type Told } from "../../rules/lambda/given.ts";
import { keepSummariesIn, type Store } from "../../rules/service/modules/kept.ts";
import { basisOf, isGivenAsTold } from "../review/basis.ts";
import type { FileEdits, Finding, Review, ReviewOptions } from "../review/finding.ts";
import { importersFirst } from "../review/order.ts";
import { limitsToTell } from "../review/review.ts";
import type { Engine } from "./review-files.ts";

/** A store that holds texts beside: each once, however many hold on to it. */
export interface StoreOfTexts extends Store {
  /** Whether nothing was kept before. */
  isEmpty: boolean;
  /** A name for a text. */
  keep(text: string): string;
  textNamed(name: string): string | undefined;
}

/** An engine that reviews a text once for all that its review is made of. Summaries of modules are kept from now on, too. */
export function cachedEngine(engine: Engine, store: StoreOfTexts): Engine {
  keepSummariesIn(store);
  return {
    ...engine,
    ordered: (files) => (store.isEmpty ? engine.ordered(files) : importersFirst(files, Infinity)),
    review(text, path, options) {
      const basis = basisFor(text, path, options);
      if (!basis) return engine.review(text, path, options);
      // Told once a run, whichever file comes first.
      const limits = limitsToTell(path, options);
      const key = store.keyOf(["review", ...basis]);
      const review =
        keptReview(key, store, (told) => isGivenAsTold(told, path, options)) ??
        reviewedAndKept(key, store, () => engine.review(text, path, options));
      return { ...review, problems: [...limits, ...review.problems] };
    },
  };
}

/** Nothing where a configuration is wrong: each rule that asks says so. */
function basisFor(text: string, path: string, options: ReviewOptions): string[] | undefined {
  try {
    return basisOf(text, path, options);
  } catch {
    return undefined;
  }
}

interface Kept {
  /** What it was told of what functions in other files give, which is known only once it was made. */
  told: readonly Told[];
  review: Review;
}

/**
 * Makes a review, and keeps it if no rule was left out. The texts that its changes of several files edit have names there: a
 * template is that of many handlers.
 */
function reviewedAndKept(key: string, store: StoreOfTexts, make: () => Review): Review {
  const { result: review, told } = listening(make);
  if (review.problems.some(({ kind }) => kind === "crash")) return review;
  const named = (file: FileEdits): FileEdits => ({ ...file, before: store.keep(file.before) });
  const findings = withFiles(review.findings, named);
  store.put(key, { told, review: { ...review, findings } } satisfies Kept);
  return review;
}

/** A review as it was; `undefined` where none is kept, what it was told is another, or a text of it is missing. */
function keptReview(
  key: string,
  store: StoreOfTexts,
  isAsTold: (told: readonly Told[]) => boolean,
): Review | undefined {
  const kept = store.get(key) as Kept | undefined;
  if (!kept || !isAsTold(kept.told)) return undefined;
  let isMissing = false;
  const findings = withFiles(kept.review.findings, (file) => {
    const before = store.textNamed(file.before);
    isMissing ||= before === undefined;
    return { ...file, before: before ?? "" };
  });
  return isMissing ? undefined : { ...kept.review, findings };
}

const withFiles = (findings: readonly Finding[], as: (file: FileEdits) => FileEdits): Finding[] =>
  findings.map((finding) => {
    const { joint } = finding;
    return joint && "files" in joint
      ? { ...finding, joint: { ...joint, files: joint.files.map(as) } }
      : finding;
  });
