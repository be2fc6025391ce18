package com.ytempire.ml.core.access;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing that someone with administrative rights did, or was refused. Texts that come from
 * requests are cut to their lengths and lose their control characters.
 *
 * @param id makes writing it twice harmless
 * @param at when the answer was known
 * @param actor who: {@code key:} and the key's id, or {@code jwt:} and the token's subject; {@code
 *     anonymous} where nobody had shown who they are. At most 200 characters
 * @param action method and path of the operation with its variables' names, such as {@code POST
 *     /ml/v1/models/{model_id}/reload}; at most 200 characters
 * @param target path of the request, at most 500 characters
 * @param outcome what came of it
 * @param status HTTP status of the answer
 * @param requestId the request's id, at most 100 characters
 * @param address from where it came, at most 64 characters
 */
public record AuditEntry(
    UUID id,
    Instant at,
    String actor,
    String action,
    String target,
    Outcome outcome,
    int status,
    String requestId,
    String address) {

  /** What came of a call. */
  public enum Outcome {
    /** It was done: status below 400. */
    DONE,
    /** The caller had no right to it: 401, 403, 429. */
    DENIED,
    /** The request was wrong: any other status from 400 to 499. */
    REFUSED,
    /** The service could not do it: 500 and above. */
    FAILED;

    /** The outcome of an answer's status. */
    public static Outcome ofStatus(int status) {
      if (status < 400) {
        return DONE;
      }
      if (status == 401 || status == 403 || status == 429) {
        return DENIED;
      }
      return status < 500 ? REFUSED : FAILED;
    }
  }

  public AuditEntry {
    actor = cut(actor, 200);
    action = cut(action, 200);
    target = cut(target, 500);
    requestId = cut(requestId, 100);
    address = cut(address, 64);
  }

  /** Whoever reads the log must not be steered by who is in it. */
  private static String cut(String text, int length) {
    var kept = new StringBuilder(Math.min(text.length(), length));
    text.codePoints()
        .map(point -> isUnprintable(point) ? 0xFFFD : point)
        .takeWhile(point -> kept.length() + Character.charCount(point) <= length)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isUnprintable(int point) {
    return Character.isISOControl(point)
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
