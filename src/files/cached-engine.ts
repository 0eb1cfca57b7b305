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
      const key = keyFor(text, path, options, store);
      if (key === undefined) return engine.review(text, path, options);
      // Told once a run, whichever file comes first.
      const limits = limitsToTell(path, options);
      const kept = keptReview(key, store, (told) => isGivenAsTold(told, path, options));
      if (kept) return { ...kept, problems: [...limits, ...kept.problems] };
      const { result: review, told } = listening(() => engine.review(text, path, options));
      // Where somebody wrote meanwhile what others say of the file, nobody knows what of it the review was told.
      if (keyFor(text, path, options, store) === key) keep(key, told, review, store);
      return { ...review, problems: [...limits, ...review.problems] };
    },
  };
}

const keyFor = (text: string, path: string, options: ReviewOptions, store: Store): string | undefined => {
  const basis = basisFor(text, path, options);
  return basis && store.keyOf(["review", ...basis]);
};

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
 * Keeps a review in which no rule was left out. The texts that its changes of several files edit have names there: a template
 * is that of many handlers.
 */
function keep(key: string, told: readonly Told[], review: Review, store: StoreOfTexts): void {
  if (review.problems.some(({ kind }) => kind === "crash")) return;
  const named = (file: FileEdits): FileEdits => ({ ...file, before: store.keep(file.before) });
  const findings = withFiles(review.findings, named);
  store.put(key, { told, review: { ...review, findings } } satisfies Kept);
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
