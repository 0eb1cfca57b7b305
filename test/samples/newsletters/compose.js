const { writeFileSync } = require("node:fs");

exports.compose = (topic) => {
  const letter = { subject: `News on ${topic}`, body: "…" };
  writeFileSync("last-letter.json", JSON.stringify(letter));
  return letter;
};
