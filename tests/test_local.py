"""The engines of this process, on tiny checkpoints with random weights that are made here and loaded
from disk by the real code. What such a model writes is noise; that it is written the same way by every path,
in time, from every chunk, is what these tests look at. The last ones use the real default where it is
prepared.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ConfigurationError, GenerationFailed, ModelNotPrepared, TooLarge
from summarizer.generation.plan import make_plan
from summarizer.generation.registry import ModelCard, load_registry
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Article, Block, Passage, Plan, Sentence, Span
from summarizer.settings import Settings

torch = pytest.importorskip("torch", reason="needs the extra attributed-summarizer[model]")
transformers = pytest.importorskip("transformers", reason="needs the extra attributed-summarizer[model]")

from summarizer.generation.local.decoding import PrefixDecoder, Row, look_up  # noqa: E402  # after the skips above
from summarizer.generation.local.document import DocumentGenerator, whole_sentences  # noqa: E402
from summarizer.generation.local.eight_bit import EightBitLinear, can_multiply  # noqa: E402
from summarizer.generation.local.loading import (  # noqa: E402
    choose_device,
    choose_dtype,
    load_checkpoint,
    threads,
)
from summarizer.generation.local.places import Places  # noqa: E402
from summarizer.generation.local.rewrite import RewriteGenerator, batches, stop_tokens  # noqa: E402
from summarizer.generation.prompt import Task  # noqa: E402

PARAGRAPHS = (
    "The mayor of Mell said the flood closed forty shops in the old town.",
    "Rain fell on the hills for three days. The dam on the river held, engineers said.",
    "Schools will open again on Monday. The army sent two hundred soldiers to help.",
    "Nobody was hurt, the hospital said. The bridge at the mill is closed.",
)
CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def article_of(*paragraphs: str) -> Article:
    text, blocks, sentences = "", [], []
    for index, paragraph in enumerate(paragraphs):
        start = len(text)
        blocks.append(Block(index, "paragraph", Span(start, start + len(paragraph))))
        place = start
        for part in paragraph.split(". "):
            end = min(place + len(part) + 1, start + len(paragraph))
            sentences.append(Sentence(len(sentences), Span(place, end), index))
            place = end + 1
        text += paragraph + "\n\n"
    return Article(text, tuple(blocks), tuple(sentences))


ANALYSIS = Analysis(article_of(*PARAGRAPHS))
PLAN = Plan(tuple(Passage(place, (place,)) for place in range(4)), 4)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    """Return a word-piece tokeniser trained on the paragraphs above."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from tokenizers.decoders import ByteLevel

    core = Tokenizer(models.BPE())
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = ByteLevel()
    special = ["<pad>", "</s>", "<s>", "<unk>"]
    core.train_from_iterator(
        PARAGRAPHS, trainers.BpeTrainer(vocab_size=400, special_tokens=special, show_progress=False)
    )
    core.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    made = transformers.PreTrainedTokenizerFast(
        tokenizer_object=core, pad_token="<pad>", eos_token="</s>", bos_token="<s>", unk_token="<unk>"
    )
    made.chat_template = CHAT_TEMPLATE
    return made


def save(folder: Path, model: Any, tokenizer: Any) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def qwen_dir(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any) -> Path:
    torch.manual_seed(7)
    config = transformers.Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        initializer_range=0.5,  # larger than usual: the noise must depend on every token before it
        eos_token_id=1,
        pad_token_id=0,
        bos_token_id=2,
    )
    return save(tmp_path_factory.mktemp("qwen"), transformers.Qwen2ForCausalLM(config), tokenizer)


@pytest.fixture(scope="module")
def bart_dir(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any) -> Path:
    torch.manual_seed(7)
    config = transformers.BartConfig(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=48,
        init_std=0.5,
        eos_token_id=1,
        pad_token_id=0,
        bos_token_id=2,
        decoder_start_token_id=1,
        forced_eos_token_id=1,
    )
    model = transformers.BartForConditionalGeneration(config)
    with torch.no_grad():  # noise that has full stops and capitals in it, so that there are sentences
        for word, bias in ((".", 12.0), ("ĠThe", 8.0)):
            model.final_logits_bias[0, tokenizer.convert_tokens_to_ids(word)] = bias
    return save(tmp_path_factory.mktemp("bart"), model, tokenizer)


@pytest.fixture(scope="module")
def t5_dir(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any) -> Path:
    torch.manual_seed(7)
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=4,
        eos_token_id=1,
        pad_token_id=0,
        decoder_start_token_id=0,
    )
    return save(tmp_path_factory.mktemp("t5"), transformers.T5ForConditionalGeneration(config), tokenizer)


SETTINGS = Settings(device="cpu", dtype="float32", threads=1)


def card_of(directory: Path, kind: str, **values: Any) -> ModelCard:
    return ModelCard("tiny", kind, "MIT", "1", path=directory, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rewrite(qwen_dir: Path) -> RewriteGenerator:
    return RewriteGenerator(card_of(qwen_dir, "rewrite"), SETTINGS)


# ------------------------------------------------------------------------------ decoding

PREFIX = "The mayor of Mell said the dam on the river held. Schools will open again. "
TAILS = ("Rain fell.", "The army sent two hundred soldiers to help on Monday,", "Nobody was hurt")


@pytest.fixture(scope="module")
def qwen(qwen_dir: Path) -> tuple[Any, Any]:
    return load_checkpoint(card_of(qwen_dir, "rewrite"), qwen_dir, SETTINGS)


@pytest.fixture(scope="module")
def decoder(qwen: tuple[Any, Any]) -> PrefixDecoder:
    return PrefixDecoder(*qwen, PREFIX, stops=stop_tokens(*qwen))


def plain(qwen: tuple[Any, Any], tail: str, steps: int) -> str:
    """Continue ``PREFIX + tail`` the plain way: no cache, no batch, no padding, one whole pass a token."""
    model, tokenizer = qwen
    parts = [tokenizer(text, add_special_tokens=False).input_ids for text in (PREFIX, tail)]
    ids = torch.tensor([parts[0] + parts[1]])
    start = ids.shape[1]
    with torch.inference_mode():
        for _ in range(steps):
            chosen = model(ids, use_cache=False).logits[:, -1].argmax(-1, keepdim=True)
            if chosen.item() in (0, 1):
                break
            ids = torch.cat([ids, chosen], dim=1)
    return str(tokenizer.decode(ids[0, start:], skip_special_tokens=True))


def test_batch_behind_the_shared_prefix_writes_what_plain_decoding_writes(
    qwen: tuple[Any, Any], decoder: PrefixDecoder
) -> None:
    answers = decoder.decode(TAILS, growth=1.0, deadline=None)
    for tail, answer in zip(TAILS, answers, strict=True):
        assert answer is not None
        # a row ends at its own limit; what stands there is the same
        assert len(answer.text) > 10
        assert plain(qwen, tail, 60).startswith(answer.text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param(0, 3, id="all-wrong"),
        pytest.param(2, 1, id="two-right-one-wrong"),
        pytest.param(3, 0, id="all-right"),
    ],
)
def test_guesses_change_no_word(
    qwen: tuple[Any, Any], decoder: PrefixDecoder, right: int, wrong: int
) -> None:
    tokenizer = qwen[1]
    expected = decoder.decode(TAILS, growth=1.0, deadline=None)
    truth = [tokenizer(answer.text, add_special_tokens=False).input_ids for answer in expected if answer]
    passes: list[int] = []

    def oracle(row: Row) -> list[int]:
        passes.append(row.place)
        done = len(row.written)
        return truth[row.place][done : done + right] + [5 + row.place] * (wrong + row.place)

    guessing = PrefixDecoder(*qwen, PREFIX, stops=stop_tokens(*qwen), guess=oracle)
    assert guessing.decode(TAILS, growth=1.0, deadline=None) == expected
    if right:
        assert len(passes) < sum(len(tokens) for tokens in truth) / 2


@pytest.mark.parametrize(
    ("passage", "written", "expected"),
    [
        pytest.param([4, 5, 6, 7], [5], [6, 7], id="one-token"),
        pytest.param([9, 5, 6, 8, 5, 7], [9, 5], [6, 8, 5, 7], id="longer-match-first"),
        pytest.param([5, 6, 5, 7], [5], [7], id="latest-place"),
        pytest.param([4, 5, 6, 7], [70], [], id="not-in-the-passage"),
        pytest.param([4, 5, 6, 7], [7], [], id="end-of-the-passage"),
    ],
)
def test_look_up_guesses_what_follows_in_the_passage(
    passage: list[int], written: list[int], expected: list[int]
) -> None:
    assert look_up(Row(0, passage, 99, 0, written)) == expected


def test_row_is_decoded_alike_alone_and_in_company(decoder: PrefixDecoder) -> None:
    together = decoder.decode(TAILS, growth=1.0, deadline=None)
    alone = [decoder.decode([tail], growth=1.0, deadline=None)[0] for tail in TAILS]
    assert together == alone


def test_shared_prefix_is_left_as_it_was(decoder: PrefixDecoder) -> None:
    first = decoder.decode(TAILS, growth=1.0, deadline=None)
    assert decoder.decode(TAILS, growth=1.0, deadline=None) == first


def test_row_that_reaches_its_limit_is_unfinished(decoder: PrefixDecoder) -> None:
    (answer,) = decoder.decode(["Rain fell."], growth=0.0, deadline=None)
    assert answer is not None
    assert not answer.finished


def test_deadline_that_has_passed_gives_no_answer(decoder: PrefixDecoder) -> None:
    assert decoder.decode(TAILS, growth=1.0, deadline=time.monotonic() - 1) == [None, None, None]


# ------------------------------------------------------------------------------- rewrite


def test_rewrite_is_ready_after_warm_up(qwen_dir: Path) -> None:
    engine = RewriteGenerator(card_of(qwen_dir, "rewrite"), SETTINGS)
    assert not engine.ready
    engine.warm_up()
    assert engine.ready


def test_rewrite_gives_one_sentence_a_passage(rewrite: RewriteGenerator) -> None:
    draft = rewrite.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    assert [sentence.passage for sentence in draft.sentences] == [0, 1, 2, 3]
    assert all(sentence.text.strip() for sentence in draft.sentences)
    assert (draft.engine, draft.mode, draft.model) == ("rewrite", "abstractive", "tiny@1")
    assert draft.tokens > 0


def test_rewrite_asks_once_more_for_what_an_answer_lost(
    rewrite: RewriteGenerator, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    tails: list[str] = []
    decode = PrefixDecoder.decode

    def watched(decoder: PrefixDecoder, asked: list[str], **options: Any) -> Any:
        tails.extend(asked)
        return decode(decoder, asked, **options)

    monkeypatch.setattr(PrefixDecoder, "decode", watched)
    analysis = reader.read("The flood closed 40 shops in the old town.")
    rewrite.generate(analysis, Plan((Passage(0, (0,)),), 1), deadline=None, truncation="chunk")
    assert ["Keep: 40" in tail for tail in tails] == [False, True]


def test_rewrite_writes_the_same_every_time(rewrite: RewriteGenerator) -> None:
    first = rewrite.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    assert rewrite.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk") == first


def test_rewrite_past_its_deadline_tells_the_article_with_a_notice(rewrite: RewriteGenerator) -> None:
    draft = rewrite.generate(ANALYSIS, PLAN, deadline=time.monotonic() - 1, truncation="chunk")
    assert [sentence.text for sentence in draft.sentences] == [
        "The mayor of Mell said the flood closed forty shops in the old town.",
        "Rain fell on the hills for three days.",
        "The dam on the river held, engineers said.",
        "Schools will open again on Monday.",
    ]
    assert [notice.code for notice in draft.notices] == ["generation_timeout"]


def test_rewrite_waits_for_another_thread_that_loads_no_longer_than_its_deadline(qwen_dir: Path) -> None:
    engine = RewriteGenerator(card_of(qwen_dir, "rewrite"), SETTINGS)
    drafts: list[Any] = []

    def work() -> None:
        deadline = time.monotonic() + 0.2
        drafts.append(engine.generate(ANALYSIS, PLAN, deadline=deadline, truncation="chunk"))

    thread = threading.Thread(target=work)
    with engine._lock:  # as a thread that loads holds it
        thread.start()
        thread.join(30)
        assert not thread.is_alive()
    assert [notice.code for notice in drafts[0].notices] == ["generation_timeout"]


def test_failure_while_the_prefix_is_read_is_a_model_error(
    qwen_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(decoder: PrefixDecoder) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(PrefixDecoder, "_read_prefix", fail)
    engine = RewriteGenerator(card_of(qwen_dir, "rewrite"), SETTINGS)
    with pytest.raises(GenerationFailed, match="'tiny' failed: out of memory"):
        engine.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")


def test_rewrite_of_an_empty_plan_is_empty(rewrite: RewriteGenerator) -> None:
    draft = rewrite.generate(ANALYSIS, Plan((), 4), deadline=None, truncation="chunk")
    assert draft.sentences == ()


def test_rewrite_serves_threads_that_share_it(rewrite: RewriteGenerator) -> None:
    expected = rewrite.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    drafts: list[Any] = []

    def work() -> None:
        drafts.append(rewrite.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drafts == [expected] * 4


def test_unprepared_model_names_the_command(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path)
    engine = RewriteGenerator(load_registry(settings).get("qwen2.5-coder-0.5b"), settings)
    with pytest.raises(ModelNotPrepared, match=r"summarizer models prepare qwen2\.5-coder-0\.5b"):
        engine.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")


def test_directory_without_weights_fails_as_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "qwen2"}', encoding="utf-8")
    with pytest.raises(GenerationFailed, match="'tiny' cannot be loaded"):
        RewriteGenerator(card_of(tmp_path, "rewrite"), SETTINGS).warm_up()


def test_batches_hold_tasks_of_alike_length() -> None:
    tasks = [Task(place, "word " * length) for place, length in enumerate([9, 1, 8, 2] * 4)]
    assert [[task.words for task in batch] for batch in batches(tasks)] == [
        [1, 1, 1, 1, 2, 2, 2, 2, 8, 8],
        [8, 8, 9, 9, 9, 9],
    ]


# ---------------------------------------------------------------------------- eight bits

needs_eight_bits = pytest.mark.skipif(not can_multiply(), reason="torch multiplies no eight bits here")
EIGHT_BITS = Settings(device="cpu", dtype="int8", threads=2)


@pytest.fixture(scope="module")
def narrow(qwen_dir: Path) -> RewriteGenerator:
    engine = RewriteGenerator(card_of(qwen_dir, "rewrite"), EIGHT_BITS)
    engine.warm_up()
    return engine


@needs_eight_bits
def test_eight_bit_matrix_comes_close_to_the_one_it_is_made_of() -> None:
    torch.manual_seed(3)
    linear = torch.nn.Linear(96, 5000)
    vectors = torch.randn(2, 7, 96) * torch.logspace(-3, 3, 7)[:, None]
    with torch.inference_mode():
        exact, made = linear(vectors), EightBitLinear(linear)(vectors)
    assert made.shape == exact.shape
    likeness = torch.nn.functional.cosine_similarity(exact - linear.bias, made - linear.bias, dim=-1)
    assert likeness.min() > 0.999


@needs_eight_bits
def test_eight_bit_vector_is_the_same_in_any_company() -> None:
    torch.manual_seed(3)
    narrow = EightBitLinear(torch.nn.Linear(96, 300))
    vectors = torch.randn(40, 96)
    together = narrow(vectors)
    assert all(torch.equal(narrow(vectors[at : at + 1])[0], together[at]) for at in range(40))


@needs_eight_bits
def test_eight_bit_row_of_zeros_gives_zeros() -> None:
    linear = torch.nn.Linear(8, 3, bias=False)
    torch.nn.init.zeros_(linear.weight[1])
    made = EightBitLinear(linear)(torch.zeros(2, 8))
    assert torch.equal(made, torch.zeros(2, 3))
    assert EightBitLinear(linear)(torch.ones(1, 8))[0, 1] == 0


@needs_eight_bits
@pytest.mark.parametrize("cores", [1, 2])
def test_eight_bits_write_the_same_on_any_number_of_cores(narrow: RewriteGenerator, cores: int) -> None:
    expected = narrow.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    with threads(cores):
        before = torch.get_num_threads()
        assert narrow.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk") == expected
        assert torch.get_num_threads() == before


@needs_eight_bits
def test_eight_bits_serve_threads_side_by_side(narrow: RewriteGenerator) -> None:
    expected = narrow.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(narrow.generate, ANALYSIS, PLAN, deadline=None, truncation="chunk") for _ in range(12)
        ]
    assert [future.result() for future in asked] == [expected] * 12


def test_one_alone_has_all_cores_and_several_share_them() -> None:
    places = Places(2, 8)
    with places.take(-1) as alone, places.take(0) as second, places.take(0.01) as third:
        assert (alone, second, third) == (8, 4, 0)
    with places.take(0) as again:
        assert again == 8


def test_place_that_nobody_shares_has_all_cores() -> None:
    places = Places(1, 4)
    with places.take(-1) as one, places.take(0) as other:
        assert (one, other) == (4, 0)


# ------------------------------------------------------------------------------ document


@pytest.fixture(scope="module")
def bart(bart_dir: Path) -> DocumentGenerator:
    return DocumentGenerator(card_of(bart_dir, "document"), SETTINGS)


def test_bart_reads_a_long_article_in_chunks(bart: DocumentGenerator) -> None:
    draft = bart.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    assert draft.chunks > 1
    assert not draft.truncated
    assert 0 < len(draft.sentences) <= 4
    assert all(sentence.text.endswith((".", "!", "?")) for sentence in draft.sentences)
    assert (draft.engine, draft.mode) == ("document", "abstractive")


def test_bart_writes_the_same_every_time(bart: DocumentGenerator) -> None:
    first = bart.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk")
    assert bart.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk") == first


def test_bart_reads_only_the_head_when_asked(bart: DocumentGenerator) -> None:
    draft = bart.generate(ANALYSIS, PLAN, deadline=None, truncation="head")
    assert (draft.chunks, draft.truncated) == (1, True)


def test_bart_refuses_a_long_article_with_the_sizes(bart: DocumentGenerator) -> None:
    whole = bart.generate(ANALYSIS, PLAN, deadline=None, truncation="chunk").tokens
    with pytest.raises(TooLarge, match=rf"has {whole} tokens; model 'tiny' reads 44 at once"):
        bart.generate(ANALYSIS, PLAN, deadline=None, truncation="error")


def test_bart_reads_a_short_article_whole(bart: DocumentGenerator) -> None:
    short = Analysis(article_of(PARAGRAPHS[0]))
    draft = bart.generate(short, Plan((Passage(0, (0,)),), 2), deadline=None, truncation="error")
    assert (draft.chunks, draft.truncated) == (1, False)


def test_bart_reads_a_sentence_longer_than_its_context(bart: DocumentGenerator) -> None:
    endless = Analysis(article_of("The mayor and " * 60 + "the army came."))
    draft = bart.generate(endless, Plan((Passage(0, (0,)),), 2), deadline=None, truncation="chunk")
    assert draft.chunks > 1
    assert not draft.truncated


def test_document_past_its_deadline_tells_the_article_with_a_notice(bart: DocumentGenerator) -> None:
    draft = bart.generate(ANALYSIS, PLAN, deadline=time.monotonic() - 1, truncation="chunk")
    assert draft.sentences[1].text == "Rain fell on the hills for three days."
    assert [notice.code for notice in draft.notices] == ["generation_timeout"]
    assert draft.mode == "extractive"


def test_t5_takes_its_prefix_from_the_card(t5_dir: Path) -> None:
    with_prefix = DocumentGenerator(card_of(t5_dir, "document", prefix="summarize: ", context=60), SETTINGS)
    without = DocumentGenerator(card_of(t5_dir, "document", context=60), SETTINGS)
    with_prefix.warm_up()
    without.warm_up()
    assert with_prefix._room() < without._room() == 56


def test_t5_runs_without_a_limit_of_its_own(t5_dir: Path) -> None:
    engine = DocumentGenerator(card_of(t5_dir, "document", prefix="summarize: "), SETTINGS)
    engine.warm_up()
    assert engine.ready
    text = engine._write("summarize: " + PARAGRAPHS[0], None)
    assert text == engine._write("summarize: " + PARAGRAPHS[0], None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("Rain fell. The dam", ("Rain fell.",), id="ragged-tail"),
        pytest.param("Rain fell.<n>The dam held.", ("Rain fell.", "The dam held."), id="pegasus-line-mark"),
        pytest.param("no end", (), id="none"),
    ],
)
def test_whole_sentences_drop_a_ragged_tail(written: str, expected: tuple[str, ...]) -> None:
    assert whole_sentences(written) == expected


# ------------------------------------------------------------------------------- loading


def test_device_and_dtype_follow_the_settings() -> None:
    assert choose_device(Settings(device="cpu")) == torch.device("cpu")
    assert choose_dtype(Settings(dtype="bfloat16"), torch.device("cpu")) == torch.bfloat16
    assert choose_dtype(Settings(), torch.device("cuda")) == torch.bfloat16
    assert choose_dtype(Settings(), torch.device("cpu")) in (torch.bfloat16, torch.int8, torch.float32)


def test_eight_bits_are_refused_on_a_gpu() -> None:
    with pytest.raises(ConfigurationError, match="int8 is not for cuda"):
        choose_dtype(Settings(dtype="int8"), torch.device("cuda"))


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here")
def test_cuda_without_a_device_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigurationError, match="finds no CUDA device"):
        choose_device(Settings(device="cuda"))


# ----------------------------------------------------------------------- the real default


@pytest.fixture(scope="module")
def default_engine(default_card: ModelCard) -> RewriteGenerator:
    engine = RewriteGenerator(default_card, Settings())
    engine.warm_up()
    return engine


@pytest.mark.model
def test_default_keeps_owners_and_figures_of_the_seed_article(
    default_engine: RewriteGenerator, seed: Analysis
) -> None:
    plan = make_plan(seed, max_sentences=5)
    draft = default_engine.generate(seed, plan, deadline=None, truncation="chunk")
    towns = next(sentence.text for sentence in draft.sentences if "towns and villages" in sentence.text)
    assert "28" in towns
    assert "governor" in towns
    assert "Bloomberg" in towns
    area = next(sentence.text for sentence in draft.sentences if "square kilometers" in sentence.text)
    assert "1,000" in area
    assert "defense ministry" in area


@pytest.mark.model
def test_default_stops_at_its_deadline(default_engine: RewriteGenerator, seed: Analysis) -> None:
    plan = make_plan(seed, max_sentences=20)
    draft = default_engine.generate(seed, plan, deadline=time.monotonic() + 0.5, truncation="chunk")
    assert len(draft.sentences) == len(plan.passages)
    assert "generation_timeout" in [notice.code for notice in draft.notices]
