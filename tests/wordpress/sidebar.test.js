// The block editor's sidebar with as much of wp.* as it touches, and the real service behind apiFetch.
// Run by tests/test_wordpress.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const ARTICLE = "<p>A fire in Harwick killed at least 12 &lt;b&gt;people on Friday, the health ministry said.</p><p>The union put the number of dead at 19.</p>";

/** Load the sidebar; `answer` stands for this site's route. Returns what the editor sees and what was inserted. */
function load(answer, html = ARTICLE) {
  const seen = { inserted: [], asked: [], state: undefined };
  const component = (name) => name;
  const wp = {
    element: {
      Fragment: "Fragment",
      createElement: (kind, props, ...children) => (typeof kind === "function" ? kind({ ...props, children }) : { kind, props: props ?? {}, children: children.flat().filter(Boolean) }),
      useState: (first) => [seen.state ?? first, (next) => (seen.state = next)],
    },
    components: { Button: component("Button"), Notice: component("Notice"), PanelBody: component("PanelBody"), Spinner: component("Spinner") },
    editor: { PluginSidebar: component("PluginSidebar"), PluginSidebarMoreMenuItem: component("PluginSidebarMoreMenuItem") },
    blocks: { createBlock: (name, attributes, inner = []) => ({ name, attributes, inner }) },
    escapeHtml: { escapeHTML: (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;") },
    data: {
      select: () => ({ getCurrentPostId: () => 7, getEditedPostContent: () => html, getEditedPostAttribute: () => "Fire" }),
      dispatch: () => ({ insertBlocks: (block) => seen.inserted.push(block) }),
    },
    plugins: { registerPlugin: (name, { render }) => Object.assign(seen, { name, render }) },
    apiFetch: async (request) => {
      seen.asked.push(request);
      return answer(request);
    },
  };
  vm.runInNewContext(readFileSync(new URL("../../examples/wordpress/sidebar.js", import.meta.url), "utf-8"), { window: { wp } });
  return seen;
}

function* all(node) {
  if (typeof node !== "object" || node === null) return;
  yield node;
  for (const child of node.children) yield* all(child);
}
const find = (tree, kind, words) => [...all(tree)].find((node) => node.kind === kind && (!words || node.children.includes(words)));
const texts = (tree) => [...all(tree)].flatMap((node) => node.children.filter((child) => typeof child === "string"));

/** What the PHP side does, in short: the body that it sends. */
async function site({ data }) {
  const body = { id: `post-${data.post}`, html: data.html, title: data.title, options: { offset_unit: "utf16", max_sentences: 4, mode: "extractive" } };
  const response = await fetch(`${process.env.SUMMARIZER_URL}/v1/summarize`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw { code: answer.code, message: answer.detail };
  return answer;
}

test("sentences stand with their owner and go in as text", async () => {
  const seen = load(site);
  assert.equal(seen.name, "attributed-summary");
  await find(seen.render(), "Button", "Summarise this post").props.onClick();
  assert.deepEqual(seen.asked[0].path, "/attributed-summary/v1/summarize");
  const tree = seen.render();
  assert.equal([...all(tree)].find((node) => node.kind === "PanelBody").props.title, "the health ministry");
  assert.ok(texts(tree).some((words) => words.includes("12 <b>people")));
  find(tree, "Button", "Insert all").props.onClick();
  const [list] = seen.inserted;
  assert.equal(list.name, "core/list");
  assert.equal(list.inner.length, 2);
  assert.ok(list.inner[0].attributes.content.includes("&lt;b>people"));
});

test("one sentence goes in alone", async () => {
  const seen = load(site);
  await find(seen.render(), "Button", "Summarise this post").props.onClick();
  find(seen.render(), "Button", "Insert").props.onClick();
  assert.equal(seen.inserted[0].inner.length, 1);
});

test("while it works the button rests, and what fails is said", async () => {
  const seen = load(site, "<p>Short.</p>");
  const asked = find(seen.render(), "Button", "Summarise this post").props.onClick();
  const meanwhile = seen.render();
  assert.equal(find(meanwhile, "Button", "Summarise this post").props.disabled, true);
  assert.ok(find(meanwhile, "Spinner"));
  await asked;
  assert.ok(texts(find(seen.render(), "Notice"))[0].includes("words are needed"));
});
