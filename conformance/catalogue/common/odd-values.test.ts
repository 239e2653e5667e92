import { describe, expect, it } from "vitest";
import { exchange, unanswered } from "../../testing/exchanges.ts";
import { showsTrace, UNREADABLE, WELL_FORMED_BUT_ODD } from "./odd-values.ts";

const traceIn = (body: string) => showsTrace(exchange({ response: { status: 500, body } }));

/** As runtimes print them. */
const TRACES: Readonly<Record<string, string>> = {
  "Node's": `TypeError: Cannot read properties of undefined (reading 'length')
    at login (/srv/app/server.js:10:15)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`,
  "Node's, of a module": `SyntaxError: Unexpected end of JSON input
    at JSON.parse (<anonymous>)
    at async file:///srv/app/server.mjs:4:1`,
  "Node's, of Windows": String.raw`Error: wrong
    at Object.<anonymous> (C:\srv\app\server.js:10:15)`,
  "Node's, of a method": `Error: wrong
    at async Login.post [as handle] (/srv/app/login.ts:7:3)`,
  "Node's, without a function": `Error: wrong
    at /srv/app/login.js:7:3`,
  "Node's, of itself": `Error: wrong
    at node:internal/main/run_main_module:28:49`,
  "Python's": `Traceback (most recent call last):
  File "/srv/app/login.py", line 12, in login
    user = users[name]
KeyError: 'alice'`,
  "Python's, without its head": `  File "/srv/app/login.py", line 12, in login
    user = users[name]`,
  "Java's": `java.lang.NullPointerException: Cannot invoke "String.length()"
\tat com.example.LoginController.login(LoginController.java:42)
\tat java.base/java.lang.Thread.run(Thread.java:840)`,
  "Kotlin's": `kotlin.KotlinNullPointerException
\tat com.example.LoginKt.login(Login.kt:7)`,
  "Groovy's": `groovy.lang.MissingPropertyException: No such property
\tat example.Login$_run_closure1.doCall(Login.groovy:7)`,
  "Scala's": `scala.MatchError: None
\tat example.Login$.login(Login.scala:7)`,
  "Go's": `panic: runtime error: index out of range [3] with length 0

goroutine 18 [running]:
main.login(0xc0000b2000)
\t/srv/app/main.go:42 +0x1d`,
  "Go's, of one that waits": `goroutine 7 [chan receive, 3 minutes]:
main.wait(0xc0000b2000)`,
  "Rust's": `thread 'tokio-runtime-worker' panicked at src/login.rs:10:5:
called \`Option::unwrap()\` on a \`None\` value`,
  "Rust's, of before 1.73": `thread 'main' panicked at 'index out of bounds', src/login.rs:10:5`,
  "Rust's, in full": `stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b4/library/std/src/panicking.rs:665:5`,
  "Ruby's": `NoMethodError (undefined method \`[]' for nil:NilClass):
app/controllers/sessions_controller.rb:12:in \`create'`,
  "Ruby's, of 3.4": "app/login.rb:12:in 'SessionsController#create': undefined method (NoMethodError)",
  "PHP's, in one line": "PHP Warning:  Undefined variable $name in /var/www/login.php on line 3",
  "PHP's, of its stack": "#0 /var/www/index.php(10): login()",
  "PHP's": `Fatal error: Uncaught Exception: wrong in /var/www/login.php:3
Stack trace:
#0 /var/www/index.php(10): login()
#1 {main}`,
  ".NET's": `System.NullReferenceException: Object reference not set to an instance of an object.
   at Example.LoginController.Post(Login login) in /src/LoginController.cs:line 42
   at lambda_method5(Closure, Object)`,
};

describe("a trace is known for one", () => {
  it.each(Object.entries(TRACES))("%s", (_, trace) => {
    expect(traceIn(trace)).toHaveLength(1);
    expect(traceIn(`<html><body><pre>${trace}</pre></body></html>`)).toHaveLength(1);
  });

  it.each(Object.entries(TRACES))("%s, in JSON", (_, trace) => {
    expect(traceIn(JSON.stringify({ status: 500, error: "Internal Server Error", trace }))).toHaveLength(1);
    expect(traceIn(JSON.stringify({ error: { stack: trace } }, undefined, 2))).toHaveLength(1);
  });

  it.each([
    ["Node's", "<pre>Error: wrong<br> &nbsp; &nbsp;at login (/srv/app/server.js:10:15)<br></pre>"],
    ["PHP's", "<br />\n<b>Warning</b>:  wrong in <b>/var/www/login.php</b> on line <b>3</b><br />"],
  ])("%s, in HTML of its own", (_, page) => {
    expect(traceIn(page)).toHaveLength(1);
  });

  it("and is shown, with where it was", () => {
    const answered = exchange({ step: "login", response: { body: TRACES["Java's"] ?? "" } });
    const actual = "at com.example.LoginController.login(LoginController.java:42)";
    expect(showsTrace(answered)).toEqual([{ at: "login", expected: "nothing of the server's code", actual }]);
  });
});

describe("an ordinary answer is taken for no trace", () => {
  it.each([
    ["nothing", ""],
    ["an outcome", '"Unauthorized"'],
    ["a token and its expiry", '{"Success":{"token":"p+at/4Zr0q==","expires_at":1700000000000}}'],
    [
      "problem details",
      '{"type":"https://example.com/problems/bad-request","title":"Bad Request","status":400,"detail":"username: Required","instance":"/auth/authenticate#12:30:45"}',
    ],
    ["a parser's complaint", '{"message":"Unexpected token } in JSON at position 12 (line 1 column 13)"}'],
    ["a validator's complaint", '{"detail":[{"loc":["body","username"],"msg":"Field required at line 1:2:3"}]}'],
    ["a page", "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1></body></html>"],
    [
      "a proxy's page",
      "<html>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.25.3</center>",
    ],
    ["times", '{"sent_at":"2024-05-01T12:30:45Z","valid":"from 08:00:00 to 12:30:45"}'],
    ["a log of times", "12:30:45 began\n  12:30:46 ended\n  12:31:00:123 gone"],
    ["addresses with ports", '{"self":"http://127.0.0.1:8080/a","ip":"[2001:db8::1]:443","mac":"00:1b:44:11:3a:b7"}'],
    ["a mail", JSON.stringify([{ subject: "Lunch", body: "Hi,\n\nlunch at 12:30?\nWe meet at the office.\n\nAlice" }])],
    ["a mail with a place on its own line", JSON.stringify([{ body: "We meet\n  at the station.\n  At noon." }])],
    ["a mail on files", JSON.stringify([{ body: 'See the File "report.pdf", page 12, and main.go, line 7.' }])],
    ["names of files with lines", '{"see":"Login.java, login.rb:12, index.php(10) and app.py on line 3"}'],
    ["a page on a metro", "<p>metro on line 4</p>"],
    ["a class with a line", "(Main.java:42)"],
    ["a section of a manual", "see\n#1 /etc/passwd is described in passwd(5): a file"],
    ["a file with a line", 'File "report.pdf", line 12'],
    ["half a goroutine", "goroutine 5 ["],
    ["somebody who panics", "She panicked at the sight"],
    ["a time of expiry", "Expired\n at 12:30:45"],
    ["a mail with a time on its own line", "Hello,\n\nat 12:30:45 we leave.\n  at the gate (north side), 12:30:45"],
    ["a mail with a time, in JSON", JSON.stringify([{ body: "Hello,\n\nat 12:30:45 we leave" }])],
    ["mails with a place and a time", String.raw`[{"body":"Let us meet\n at home"},{"body":"12:30:45"}]`],
    ["addresses with ports on their own lines", "Servers:\n  at 127.0.0.1:80:1\n  at http://127.0.0.1:8080:1"],
    ["a mail on Python", "A Traceback (most recent call last) is printed by Python."],
    ["an issue's number", '{"body":"#1 / #2: done, #3 /tmp/x: open"}'],
    [
      "words of a runtime",
      '{"body":"Do not panic: the goroutine and the stack trace are in order, said the backtrace"}',
    ],
  ])("%s", (_, body) => {
    expect(traceIn(body)).toEqual([]);
  });

  it("and no answer is none either", () => {
    expect(showsTrace(unanswered("closed"))).toEqual([]);
  });
});

describe("odd values", () => {
  it("are JSON, except for what cannot be read", () => {
    const texts = WELL_FORMED_BUT_ODD.filter((body) => typeof body === "string");
    expect(texts).toHaveLength(WELL_FORMED_BUT_ODD.length);
    for (const text of texts) expect(() => JSON.parse(text.replace(/^\ufeff/, "")), text.slice(0, 40)).not.toThrow();
    const bytes = Buffer.from(typeof UNREADABLE === "string" ? "" : UNREADABLE.base64, "base64");
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow();
  });
});
