import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cache } from "../../src/files/cache.ts";
import { folderWith } from "../kit/folder.ts";

const day = 24 * 60 * 60 * 1000;

describe("the cache on the disk", () => {
  const file = ".effective-lambda-cache/effective-lambda.cache";
  const keptIn = (cache: Cache, ...names: string[]) => names.filter((name) => cache.get(cache.keyOf([name])));
  const put = (cache: Cache, name: string) => cache.put(cache.keyOf([name]), { is: name, of: "two\nlines" });

  it("has for the next run what this one kept, texts included", async () => {
    const folder = await folderWith({});
    const cache = await Cache.at(undefined, folder);
    assert.equal(cache.isEmpty, true);
    put(cache, "a");
    const name = cache.keep("a text");
    await cache.save();
    const next = await Cache.at(undefined, folder);
    assert.equal(next.isEmpty, false);
    assert.deepEqual(next.get(next.keyOf(["a"])), { is: "a", of: "two\nlines" });
    assert.equal(next.textNamed(name), "a text");
  });

  it("takes no parts for others", async () => {
    const cache = await Cache.at(undefined, await folderWith({}));
    assert.notEqual(cache.keyOf(["a", "b"]), cache.keyOf(["ab"]));
    assert.notEqual(cache.keyOf(["a", "1 b"]), cache.keyOf(["a1 ", "b"]));
  });

  it("lies in a folder that Git leaves alone, with nothing beside it", async () => {
    const folder = await folderWith({});
    const cache = await Cache.at(undefined, folder);
    put(cache, "a");
    await cache.save();
    assert.deepEqual(readdirSync(join(folder, ".effective-lambda-cache")).sort(), [
      ".gitignore",
      "effective-lambda.cache",
    ]);
    assert.equal(readFileSync(join(folder, ".effective-lambda-cache/.gitignore"), "utf8"), "*\n");
  });

  it("lies in the file or the folder that is named, which nothing else comes to", async () => {
    const folder = await folderWith({ "there/a.txt": "" });
    for (const location of ["one.cache", "there", "new/"]) {
      const cache = await Cache.at(location, folder);
      put(cache, "a");
      await cache.save();
    }
    assert.deepEqual(readdirSync(folder).sort(), ["new", "one.cache", "there"]);
    assert.deepEqual(readdirSync(join(folder, "there")).sort(), ["a.txt", "effective-lambda.cache"]);
    assert.deepEqual(readdirSync(join(folder, "new")), ["effective-lambda.cache"]);
  });

  it("is not written through links that a repository brings along", async () => {
    const folder = await folderWith({
      "outside/.gitignore": "own",
      "outside/effective-lambda.cache": "own",
    });
    const usual = join(folder, ".effective-lambda-cache");
    const isRefused = async () => {
      const cache = await Cache.at(undefined, folder);
      put(cache, "a");
      await assert.rejects(cache.save(), /is a link, and may lead anywhere\. Remove it\.$/);
      for (const name of [".gitignore", "effective-lambda.cache"])
        assert.equal(readFileSync(join(folder, "outside", name), "utf8"), "own");
    };
    symlinkSync(join(folder, "outside"), usual);
    await isRefused();
    rmSync(usual);
    mkdirSync(usual);
    for (const name of [".gitignore", "effective-lambda.cache"]) {
      symlinkSync(join(folder, "outside", name), join(usual, name));
      await isRefused();
      rmSync(join(usual, name));
    }
  });

  it("has nothing of another version, of a damaged file, or of a foreign one, and replaces it", async () => {
    const folder = await folderWith({});
    const place = join(folder, file);
    const fill = async (version: string) => {
      const cache = await Cache.at(undefined, folder, { version });
      put(cache, "a");
      await cache.save();
    };
    await fill("1.0.0");
    const whole = readFileSync(place, "utf8");
    const damaged = [
      whole.slice(0, -5),
      whole.replace('"a"', '"b"'),
      whole.replace("1.0.0", "1.0.1"),
      `${whole}x`,
      "",
      "\n",
      "{}",
      "\0\uFFFD",
    ];
    for (const text of damaged) {
      writeFileSync(place, text);
      const cache = await Cache.at(undefined, folder, { version: "1.0.0" });
      assert.deepEqual([cache.isEmpty, keptIn(cache, "a")], [true, []], JSON.stringify(text));
      await fill("1.0.0");
      assert.equal(readFileSync(place, "utf8"), whole);
    }
  });

  it("leaves a file alone that was named and is none of its own", async () => {
    const folder = await folderWith({ "package.json": "{}" });
    const cache = await Cache.at("package.json", folder);
    put(cache, "a");
    await assert.rejects(cache.save(), {
      message: `The cache ${join(folder, "package.json")} is not kept. This is no cache of effective-lambda, and stays as it is. Name another file.`,
    });
    assert.equal(readFileSync(join(folder, "package.json"), "utf8"), "{}");
  });

  it("says why it cannot be written", async () => {
    const folder = await folderWith({ "a.txt": "" });
    const cache = await Cache.at("a.txt/cache", folder);
    put(cache, "a");
    await assert.rejects(cache.save(), /The cache .*a\.txt\/cache is not kept\. This cannot be written: \S/);
  });

  it("is not written where nothing is new", async () => {
    const folder = await folderWith({});
    const cache = await Cache.at(undefined, folder);
    put(cache, "a");
    await cache.save();
    const { mtimeMs, ino } = statSync(join(folder, file));
    const next = await Cache.at(undefined, folder);
    assert.deepEqual(keptIn(next, "a"), ["a"]);
    await next.save();
    assert.deepEqual(
      [statSync(join(folder, file)).mtimeMs, statSync(join(folder, file)).ino],
      [mtimeMs, ino],
    );
  });

  it("forgets what nobody asked for in two weeks", async () => {
    const folder = await folderWith({});
    const runOn = async (today: number, names: string[]) => {
      const cache = await Cache.at(undefined, folder, { today: today * day });
      const kept = keptIn(cache, ...names);
      put(cache, `run ${today}`);
      await cache.save();
      return kept;
    };
    await runOn(1, []);
    await runOn(2, []);
    assert.deepEqual(await runOn(15, ["run 1"]), ["run 1"]);
    await runOn(17, []);
    assert.deepEqual(await runOn(18, ["run 1", "run 2", "run 15"]), ["run 1", "run 15"]);
  });

  it("keeps what two runs at once have learnt", async () => {
    const folder = await folderWith({});
    const [one, other] = [await Cache.at(undefined, folder), await Cache.at(undefined, folder)];
    put(one, "a");
    put(other, "b");
    await one.save();
    await other.save();
    assert.deepEqual(keptIn(await Cache.at(undefined, folder), "a", "b"), ["a", "b"]);
  });

  it("is empty where a folder has its name, and says that it cannot be written", async () => {
    const folder = await folderWith({ [`${file}/a.txt`]: "" });
    const cache = await Cache.at(undefined, folder);
    assert.equal(cache.isEmpty, true);
    put(cache, "a");
    await assert.rejects(cache.save(), /is not kept\. This is a folder\. Name a file in it\.$/);
  });
});
