import assert from "node:assert/strict";
import { faultOf, fileError } from "../../src/files/file-error.ts";

describe("what the file system answers", () => {
  const answer = (code: string) => Object.assign(new Error("open"), { code, syscall: "open" });

  it("becomes a sentence that says what to do", () => {
    assert.match(
      fileError(answer("EACCES"), "read").message,
      /^This cannot be read: permission is denied\. Ask/,
    );
    assert.match(fileError(answer("EROFS"), "written").message, /^This cannot be written: .* Copy/);
  });

  it("is named where nobody expected it", () => {
    assert.match(fileError(answer("EMFILE"), "read").message, /the system answers EMFILE/);
  });

  it("counts where something is there and is denied, or was named", () => {
    const faultFor = (code: string, named: boolean) => faultOf(fileError(answer(code), "read"), named);
    assert.deepEqual(
      ["EACCES", "EIO", "ENOENT", "ELOOP"].map((code) => faultFor(code, false)),
      ["denied", "denied", "met", "met"],
    );
    assert.deepEqual([faultFor("EACCES", true), faultFor("ENOENT", true)], ["named", "named"]);
  });

  it("is not confused with a mistake of ours", () => {
    const mistake = new TypeError("undefined is not a function");
    assert.throws(() => fileError(mistake, "read"), mistake);
  });
});
