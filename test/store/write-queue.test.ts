import Database from "better-sqlite3";
import { WriteQueue } from "../../server/store/sql/write-queue.ts";
import { writerOn } from "../../server/store/sqlite/engine.ts";

function aQueue() {
  const database = new Database(":memory:");
  database.exec("CREATE TABLE log (line TEXT)");
  const insert = database.prepare<[string]>("INSERT INTO log VALUES (?)");
  const commits = jest.spyOn(database, "exec");
  return {
    queue: new WriteQueue(writerOn(database)),
    write: (line: string) => async () => void insert.run(line),
    lines: () => database.prepare<[], string>("SELECT line FROM log").pluck().all(),
    commits: () => commits.mock.calls.filter(([sql]) => sql === "COMMIT").length,
  };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

test("a writer who connects a little later shares the transaction of those before", async () => {
  const { queue, write, lines, commits } = aQueue();
  const written = [queue.add(write("first"))];
  for (const line of ["second", "third"]) {
    await turnOfTheLoop();
    await turnOfTheLoop();
    written.push(queue.add(write(line)));
  }
  await Promise.all(written);
  expect(lines()).toEqual(["first", "second", "third"]);
  expect(commits()).toBe(1);
});

test("those who wait are written in the order in which they came, at most thirty-two together", async () => {
  const { queue, write, lines, commits } = aQueue();
  const names = Array.from({ length: 70 }, (_, index) => String(index));
  await Promise.all(names.map((name) => queue.add(write(name))));
  expect(lines()).toEqual(names);
  expect(commits()).toBe(3);
});
