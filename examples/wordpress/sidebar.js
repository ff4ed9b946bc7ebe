/** The sidebar of the block editor. It asks this site, never the service, and needs no build: all of it is wp.*. */
(function (wp) {
  "use strict";
  const { createElement: el, Fragment, useState } = wp.element;
  const { Button, Notice, PanelBody, Spinner } = wp.components;
  const { PluginSidebar, PluginSidebarMoreMenuItem } = wp.editor;
  const NAME = "attributed-summary";
  const TITLE = "Attributed summary";

  /** The post as the editor has it now, saved or not. */
  function post() {
    const editor = wp.data.select("core/editor");
    return { post: editor.getCurrentPostId(), html: editor.getEditedPostContent(), title: editor.getEditedPostAttribute("title") || "" };
  }

  /** The names of a sentence's owners. */
  function ownersOf(sentence, answer) {
    const names = sentence.attribution.sources.map(({ source_id: id, text }) => answer.sources.find((source) => source.id === id)?.name ?? text);
    return [...new Set(names)].join(", ");
  }

  /** Put sentences behind the chosen block, as a list; what a sentence says is text, never markup. */
  function insert(sentences) {
    const items = sentences.map(({ text }) => wp.blocks.createBlock("core/list-item", { content: wp.escapeHtml.escapeHTML(text) }));
    wp.data.dispatch("core/block-editor").insertBlocks(wp.blocks.createBlock("core/list", {}, items));
  }

  function Sentence({ sentence, answer }) {
    const evidence = sentence.evidence.filter(({ role }) => role === "content").map(({ selector }) => selector.find(({ type }) => type === "TextQuoteSelector").exact);
    return el(
      PanelBody,
      { title: ownersOf(sentence, answer) || "No owner needed", initialOpen: true },
      el("p", { dir: "auto" }, sentence.text),
      el("details", {}, el("summary", {}, "In the article"), ...evidence.map((words) => el("blockquote", { dir: "auto", key: words }, words))),
      el(Button, { variant: "secondary", onClick: () => insert([sentence]) }, "Insert"),
    );
  }

  function Summary({ answer }) {
    const parts = answer.sentences.map((sentence) => el(Sentence, { sentence, answer, key: sentence.index }));
    const warnings = answer.warnings.map(({ detail }) => el(Notice, { status: "warning", isDismissible: false, key: detail }, detail));
    const all = el(Button, { variant: "primary", onClick: () => insert(answer.sentences) }, "Insert all");
    const label = `${answer.provenance.mode}, ${answer.provenance.model}; not reviewed by a human.`;
    return el(Fragment, {}, ...warnings, ...parts, answer.sentences.length ? all : el("p", {}, "Nothing could be said with its owner."), el("p", {}, label));
  }

  function Sidebar() {
    const [state, setState] = useState({ busy: false, answer: null, problem: "" });
    const ask = async () => {
      setState({ busy: true, answer: null, problem: "" });
      try {
        const answer = await wp.apiFetch({ path: `/${NAME}/v1/summarize`, method: "POST", data: post() });
        setState({ busy: false, answer, problem: "" });
      } catch (error) {
        setState({ busy: false, answer: null, problem: error.message || "The summary could not be made." });
      }
    };
    return el(
      Fragment,
      {},
      el(PluginSidebarMoreMenuItem, { target: NAME }, TITLE),
      el(
        PluginSidebar,
        { name: NAME, title: TITLE, icon: "format-quote" },
        el(Button, { variant: "primary", onClick: ask, disabled: state.busy }, "Summarise this post"),
        state.busy && el(Spinner),
        state.problem && el(Notice, { status: "error", isDismissible: false }, state.problem),
        state.answer && el(Summary, { answer: state.answer }),
      ),
    );
  }

  wp.plugins.registerPlugin(NAME, { render: Sidebar });
})(window.wp);
