/**
 * What the client throws: one family a status, one class a code; the tree of the Python client.
 * A `catch` tells them apart with `instanceof`, or by `error.code`.
 */

/**
 * A place of the request that is wrong.
 * @typedef {{pointer: string, detail: string}} FieldError
 *
 * An error body (RFC 9457).
 * @typedef {{type: string, title: string, status: number, detail: string, code: string,
 *   request_id: string, errors?: FieldError[]}} Problem
 */

/** The base of everything that the client throws. */
export class ApiError extends Error {
  /** @param {string} message @param {{code?: string, status?: number, cause?: unknown}} [facts] */
  constructor(message, { code = "", status = 0, cause } = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    /** @type {number | null} seconds that the server asks to wait */
    this.retryAfter = null;
  }
}

/** No answer came: refused, reset, or no such host. */
export class ConnectionFailed extends ApiError {}
/** No answer came in time. */
export class TimedOut extends ConnectionFailed {}
/** An answer came that is not what this operation answers with. */
export class UnreadableAnswer extends ApiError {}

/** The service answered with an error status. */
export class StatusError extends ApiError {
  /** @param {Problem} problem @param {number | null} [retryAfter] */
  constructor(problem, retryAfter = null) {
    super(problem.detail || problem.title, { code: problem.code, status: problem.status });
    this.problem = problem;
    this.requestId = problem.request_id;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

export class BadRequest extends StatusError {}
export class Unauthorized extends StatusError {}
/** 403: the key's scopes do not cover the operation. */
export class Forbidden extends StatusError {}
export class NotFound extends StatusError {}
export class MethodNotAllowed extends StatusError {}
/** 408: the request did not arrive in time. */
export class RequestTimeout extends StatusError {}
/** 409: the same request, by its idempotency key, is being answered. */
export class StillRunning extends StatusError {}
/** 422: the idempotency key belongs to another request. */
export class KeyReused extends StatusError {}
/** 413: the message says the size and the limit. */
export class TooLarge extends StatusError {}
export class UnsupportedMedia extends StatusError {}
/** 422: `errors` points at each bad field. */
export class Unprocessable extends StatusError {}
export class RateLimited extends StatusError {}
export class ServerError extends StatusError {}
/** 503: try again after `retryAfter` seconds. */
export class Unavailable extends ServerError {}
export class DeadlineExceeded extends ServerError {}
export class MalformedBody extends BadRequest {}
export class EmptyText extends Unprocessable {}
export class NothingToSummarize extends Unprocessable {}
export class UnsupportedLanguage extends Unprocessable {}
export class UnknownModel extends Unprocessable {}
export class UnresolvedOwner extends Unprocessable {}
export class Busy extends Unavailable {}
export class NotReady extends Unavailable {}
export class ModelNotPrepared extends Unavailable {}
/** This process finishes what it has begun; another one may answer. */
export class ShuttingDown extends Unavailable {}
/** A line of a batch took its workers down; only a cluster's answers hold it. */
export class WorkerLost extends Unavailable {}
/** The store of jobs is full or cannot write; nothing was taken. */
export class JobsUnavailable extends Unavailable {}

/** @type {Record<number, typeof StatusError>} */
export const BY_STATUS = {
  400: BadRequest,
  401: Unauthorized,
  403: Forbidden,
  404: NotFound,
  405: MethodNotAllowed,
  408: RequestTimeout,
  409: StillRunning,
  413: TooLarge,
  415: UnsupportedMedia,
  422: Unprocessable,
  429: RateLimited,
  503: Unavailable,
  504: DeadlineExceeded,
};

/** @type {Record<string, typeof StatusError>} */
export const BY_CODE = {
  not_authorized: Unauthorized,
  forbidden: Forbidden,
  request_timeout: RequestTimeout,
  still_running: StillRunning,
  key_reused: KeyReused,
  rate_limited: RateLimited,
  not_found: NotFound,
  method_not_allowed: MethodNotAllowed,
  too_large: TooLarge,
  unsupported_media: UnsupportedMedia,
  invalid_input: Unprocessable,
  deadline_exceeded: DeadlineExceeded,
  malformed_body: MalformedBody,
  empty_text: EmptyText,
  nothing_to_summarize: NothingToSummarize,
  unsupported_language: UnsupportedLanguage,
  unknown_model: UnknownModel,
  unresolved_owner: UnresolvedOwner,
  busy: Busy,
  not_ready: NotReady,
  model_not_prepared: ModelNotPrepared,
  shutting_down: ShuttingDown,
  jobs_unavailable: JobsUnavailable,
  worker_lost: WorkerLost,
};

/**
 * The class for a problem: by its code, else by its status, else by its hundred.
 * @param {string} code @param {number} status @returns {typeof StatusError}
 */
export function errorClass(code, status) {
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : BY_STATUS[status];
  return known ?? (status >= 500 ? ServerError : StatusError);
}
