import * as vscode from "vscode";
import type { Topic } from "../../rules/slides.ts";
import { sectionsOf, topics, type Slide } from "../teaching/slide.ts";
import type { Findings } from "./diagnostics.ts";
import { marksOf, signsOf, type Marks } from "./marks.ts";
import type { Progress } from "./progress.ts";
import type { SlideTexts } from "./slide-texts.ts";

interface Section {
  title: string;
  slides: Slide[];
}

/** The module's sections and slides as a tree, with what is done and what the open code has to do with each. */
export function moduleView(texts: SlideTexts, findings: Findings, learning: Progress): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const countOn = (topic: Topic) =>
    findings.all().flatMap(({ findings }) => findings.filter(({ slide }) => slide === topic)).length;
  const marks = (slide: Slide) => marksOf(slide, learning.now(), countOn(slide.topic));

  const provider: vscode.TreeDataProvider<Section | Slide> = {
    onDidChangeTreeData: changes.event,
    getChildren: async (parent) => (parent ? slidesIn(parent) : sectionsOf(await texts.slides())),
    getTreeItem: (element) =>
      "topic" in element
        ? slideItem(element, marks(element))
        : sectionItem(element, element.slides.map(marks)),
  };

  const view = vscode.window.createTreeView("effectiveLambda.module", { treeDataProvider: provider });
  /** What the name means, until somebody has seen a slide: the first says it too. */
  const introduce = () => {
    view.message =
      learning.now().seen.length > 0
        ? ""
        : vscode.l10n.t(
            'Slides on what the findings are about. They follow module 7 of the course "Developing Serverless Solutions on AWS", which you need not have seen.',
          );
  };
  introduce();

  const counts = () => topics.map(countOn).join();
  let shown = counts();
  return vscode.Disposable.from(
    changes,
    view,
    learning.onDidChange(() => {
      introduce();
      changes.fire();
    }),
    // Code is reviewed at each pause in typing, and mostly with the same findings as before.
    findings.onDidChange(() => {
      const before = shown;
      shown = counts();
      if (shown !== before) changes.fire();
    }),
  );
}

const slidesIn = (parent: Section | Slide): Slide[] => ("topic" in parent ? [] : parent.slides);

function sectionItem({ title }: Section, slides: Marks[]): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  const seen = slides.filter(({ isSeen }) => isSeen).length;
  item.id = `section ${title}`;
  item.description = `${seen} / ${slides.length}`;
  const label = vscode.l10n.t("{0}, {1} of {2} slides seen", title, seen, slides.length);
  item.accessibilityInformation = { label };
  return item;
}

function slideItem({ topic, title }: Slide, marks: Marks): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.id = topic;
  item.description = signsOf(marks);
  item.iconPath = marks.isSeen
    ? new vscode.ThemeIcon("check", new vscode.ThemeColor("testing.iconPassed"))
    : new vscode.ThemeIcon("circle-outline", new vscode.ThemeColor("testing.iconUnset"));
  item.command = { command: "effectiveLambda.openSlide", title: vscode.l10n.t("Open"), arguments: [topic] };
  const place = vscode.l10n.t("Slide {0} of {1}", topics.indexOf(topic) + 1, topics.length);
  const words = wordsFor(marks);
  item.tooltip = [title, place, ...words].join("\n");
  item.accessibilityInformation = { label: [title, ...words].join(", ") };
  return item;
}

/** The marks in words. */
function wordsFor({ isSeen, findings, quiz }: Marks): string[] {
  return [
    isSeen ? vscode.l10n.t("seen") : vscode.l10n.t("not seen"),
    ...(findings === 1 ? [vscode.l10n.t("1 finding in the open files")] : []),
    ...(findings > 1 ? [vscode.l10n.t("{0} findings in the open files", findings)] : []),
    ...(quiz === "open" ? [vscode.l10n.t("question open")] : []),
    ...(quiz === "answered" ? [vscode.l10n.t("question answered")] : []),
  ];
}
