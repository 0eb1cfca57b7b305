/** What the shops look at in the manifest of an extension. */
export interface Manifest {
  name: string;
  publisher: string;
  displayName: string;
  description: string;
  version: string;
  license: string;
  icon: string;
  homepage: string;
  repository: { url: string };
  bugs: { url: string };
  categories: string[];
  keywords: string[];
  galleryBanner: { color: string; theme: string };
  pricing: string;
  qna: string | false;
}

/** Some of https://code.visualstudio.com/api/references/extension-manifest */
const categories = ["AI", "Education", "Linters", "Other", "Programming Languages", "Testing"];

/**
 * Why a shop would not take an extension. What Open VSX checks, its server does once something is published, and its
 * command does not: https://github.com/eclipse-openvsx/openvsx, ExtensionValidator.java
 */
export function objectionsOf(manifest: Manifest): string[] {
  const { name, publisher, displayName, description, version, license, homepage, repository, bugs } =
    manifest;
  const { keywords, galleryBanner, pricing, qna } = manifest;
  const texts = { displayName, description, license, color: galleryBanner.color };
  const longest = { displayName: 255, description: 2048, license: 255, color: 16 };
  const checks: [isRight: boolean, what: string][] = [
    [/^[\w\-+$~]{1,255}$/.test(name), "name"],
    [/^[\w\-+$~]{1,255}$/.test(publisher) && publisher !== "-", "publisher"],
    [/^\d+\.\d+\.\d+$/.test(version), "version"],
    [manifest.categories.every((one) => categories.includes(one)), "categories"],
    [keywords.length <= 30 && keywords.every((one) => one.length > 0 && one.length <= 255), "keywords"],
    [["dark", "light"].includes(galleryBanner.theme), "galleryBanner.theme"],
    [["Free", "Trial"].includes(pricing), "pricing"],
    [qna === false || qna === "marketplace" || isAddress(qna), "qna"],
    ...[homepage, repository.url, bugs.url].map((one): [boolean, string] => [isAddress(one), one]),
    ...Object.entries(texts).map(([field, text]): [boolean, string] => [
      text.length > 0 &&
        text.length <= longest[field as keyof typeof longest] &&
        !/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/u.test(text),
      field,
    ]),
  ];
  return checks.flatMap(([isRight, what]) => (isRight ? [] : [what]));
}

const isAddress = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === "https:";
