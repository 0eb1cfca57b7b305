import MarkdownIt from "markdown-it";
import { highlighted } from "./highlight.ts";

/** HTML in a text is shown as text: what a page can do is for its own code to say. */
export const markdown = new MarkdownIt({ html: false, linkify: false, highlight: highlighted });

export const escaped = (text: string): string => markdown.utils.escapeHtml(text);
