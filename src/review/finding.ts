import type { RuleDocs } from "../../rules/kit/rule.ts";
import type { RuleSetting } from "../configuration/configuration.ts";
import type { HandlerSetting } from "../../rules/service/word.ts";
import type { Topic } from "../../rules/slides.ts";

/** Replaces the text between two offsets (from 0, in UTF-16 units, end exclusive). */
export interface Edit {
  range: readonly [start: number, end: number];
  text: string;
}

/** A function on the way from a handler. */
export interface Step {
  function: string;
  /** Its path, relative to what the path of the reviewed file is relative to. */
  file: string;
  /** Where it starts, from 1. */
  line: number;
}

/** A change somebody can accept: what it does, and the edits, none overlapping another. */
export interface Change {
  title: string;
  edits: Edit[];
}

/** The edits of one file, none overlapping another. */
export interface FileEdits {
  /** Its path, relative to what the path of the reviewed file is relative to. */
  file: string;
  /** The text that is edited. A file that is another by now is to be left alone. */
  before: string;
  edits: Edit[];
}

/** A change of several files, which belong together: all are to be written, or none. */
export interface JointChange {
  title: string;
  files: FileEdits[];
}

/** Why there is no such change. */
export interface Obstacle {
  /** A sentence. */
  obstacle: string;
  /** The other file that it is about. */
  file?: string;
  /** From 1. */
  line?: number;
}

/** One mistake in one place. Lines and columns count from 1; the end column is the one after the last character. */
export interface Finding {
  /** The rule's id, without the plugin's prefix. */
  rule: string;
  severity: "error" | "warning";
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** What is wrong and what to do: at most 110 characters where names are short. */
  message: string;
  /** Why it matters in Lambda: one sentence. */
  why: string;
  /** What goes wrong if nobody acts. */
  harm: RuleDocs["harm"];
  /** The slide that teaches it. */
  slide: Topic;
  /** The rule's page on the web. */
  docs: string;
  /** The handler through which Lambda gets here, where it is known. */
  handler?: string;
  /** How that handler, which is in another file, gets here: from it to the function that this is in. */
  way?: Step[];
  /**
   * All of this file through which Lambda gets here, where that is not `handler` alone: handlers, and functions that handlers
   * in other files call, by the names that others call them.
   */
  through?: string[];
  /** A change that provably keeps the behaviour; it may be applied without asking. */
  fix?: Change;
  /** Changes a person has to judge. A fix is never repeated here. */
  suggestions: Change[];
  /** The change that the first suggestion is a part of where it must not be made alone, or why there is none. */
  joint?: JointChange | Obstacle;
  /** Whether a change brought it, or it was there before; where one is reviewed. */
  isNew?: boolean;
}

/** A finding that its own file silences, or the baseline of its project. */
export interface Suppressed extends Pick<
  Finding,
  "rule" | "severity" | "line" | "column" | "endLine" | "endColumn" | "message"
> {
  /** Why, in the words of who silenced it; empty where nobody says. */
  reason: string;
  /** Whether `eslint-suppressions.json` accepts it. */
  isInBaseline?: true;
}

/** A function that Lambda invokes, as the code shows it. */
export interface FoundHandler {
  name: string;
  /** From 1. */
  line: number;
  endLine: number;
  /** Event sources by their short names (`sqs`, `api`, …); empty where the code does not say. */
  sources: string[];
  /** What shows that it is a handler, and what invokes it: `template.yaml:12`, `typed SQSHandler`. */
  evidence: string;
  /** What it tells a repeated event from a new one by, in its own code: `charge-${orderId}`. */
  keys: string[];
}

/** A function that the text deploys, as a template and CDK code do. */
export interface DeployedFunction {
  /** What its authors call it. */
  name: string;
  /** From 1. */
  line: number;
}

/** Why a text, or one rule on a text, could not be checked. */
export interface Problem {
  /** Which is at fault: the code's syntax, a comment or metadata that configure a rule, the rule itself, or how much code there is. */
  kind: "syntax" | "comment" | "metadata" | "crash" | "limit";
  /** A sentence for the user. */
  message: string;
  /** From 1, where the place is known. */
  line?: number;
  column?: number;
  /** The stack, for a log or `--debug`. */
  details?: string;
}

/** What one text has to say. */
export interface Review {
  /** Whether it is a template of SAM, CloudFormation or the Serverless Framework. */
  isTemplate: boolean;
  handlers: FoundHandler[];
  /** How many exported functions take an event without certainly being handlers. */
  eventTakers: number;
  deployed: DeployedFunction[];
  /** Sorted by place. */
  findings: Finding[];
  /** Sorted by place. */
  suppressed: Suppressed[];
  problems: Problem[];
}

/** What to look for. */
export interface ReviewOptions {
  preset: "recommended" | "strict";
  /** The only rule to ask, in the preset or not. */
  rule?: string;
  /** What counts in place of the preset, by the ids of rules. Their options are right: nobody checks them again. */
  rules?: Readonly<Record<string, RuleSetting>>;
  /** The folder of the disk that paths are relative to, where there is one: the templates around it say how code is deployed. */
  root?: string;
  /** How handlers are deployed, where no template says it that can be read. */
  handlers?: HandlerSetting[];
  /** `file` where no other code is to be looked at: a function that handlers in other files call is then none of theirs. */
  scope?: "service" | "file";
  /** `false` where no templates are to be looked for. */
  templates?: boolean;
  /** The day that rules take for today, as `2026-11-24`. */
  today?: string;
}
