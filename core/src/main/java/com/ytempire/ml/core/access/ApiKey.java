package com.ytempire.ml.core.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program that calls the service, as it is kept.
 *
 * @param id 16 hex digits; see {@link KeyText}
 * @param name what people call it, 1 to 100 characters without control characters; need not be
 *     unique
 * @param secretHash SHA-256 of its secret, 64 hex digits
 * @param scopes what it may do; none means nothing
 * @param requestsPerMinute its rate limit, 1 to {@value #MOST_PER_MINUTE}, or null for the
 *     service's
 * @param createdAt when it was made
 * @param createdBy who made it, or null
 * @param expiresAt from when on it is refused, or null for never
 * @param revokedAt when it was revoked, or null
 * @param lastUsedAt about when it was used last, to the minute or so, or null
 */
public record ApiKey(
    String id,
    String name,
    String secretHash,
    Set<Scope> scopes,
    @Nullable Integer requestsPerMinute,
    Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /** Longest name. */
  public static final int NAME_LENGTH = 100;

  /** Highest rate limit. */
  public static final int MOST_PER_MINUTE = 100_000_000;

  /** Whether a key opens anything. */
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public ApiKey {
    if (!KeyText.isId(id)) {
      throw new IllegalArgumentException("key id '%s': expected 16 hex digits".formatted(id));
    }
    if (name.isBlank()
        || name.length() > NAME_LENGTH
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name '%s': expected 1 to %d characters, no control characters"
              .formatted(name, NAME_LENGTH));
    }
    if (!KeyText.isHash(secretHash)) {
      throw new IllegalArgumentException("the hash of key " + id + " is no SHA-256");
    }
    if (requestsPerMinute != null
        && (requestsPerMinute < 1 || requestsPerMinute > MOST_PER_MINUTE)) {
      throw new IllegalArgumentException(
          "requests per minute %d: expected 1 to %d".formatted(requestsPerMinute, MOST_PER_MINUTE));
    }
    scopes = Set.copyOf(scopes);
  }

  /**
   * What is kept of a new key.
   *
   * @param text the key as its owner gets it
   */
  public static ApiKey issue(
      KeyText text,
      String name,
      Set<Scope> scopes,
      @Nullable Integer requestsPerMinute,
      Instant now,
      String by,
      @Nullable Instant expiresAt) {
    return new ApiKey(
        text.id(),
        name,
        text.secretHash(),
        scopes,
        requestsPerMinute,
        now,
        by,
        expiresAt,
        null,
        null);
  }

  /** Whether it opens anything at that time; a revoked key stays so whatever the time. */
  public State state(Instant now) {
    if (revokedAt != null) {
      return State.REVOKED;
    }
    return expiresAt != null && !now.isBefore(expiresAt) ? State.EXPIRED : State.ACTIVE;
  }

  /** The same key, revoked; the first revocation counts. */
  public ApiKey revoked(Instant at) {
    return revokedAt != null
        ? this
        : new ApiKey(
            id,
            name,
            secretHash,
            scopes,
            requestsPerMinute,
            createdAt,
            createdBy,
            expiresAt,
            at,
            lastUsedAt);
  }

  /** The same key, used at a time; an earlier use than the last one changes nothing. */
  public ApiKey used(Instant at) {
    return lastUsedAt != null && !at.isAfter(lastUsedAt)
        ? this
        : new ApiKey(
            id,
            name,
            secretHash,
            scopes,
            requestsPerMinute,
            createdAt,
            createdBy,
            expiresAt,
            revokedAt,
            at);
  }

  /** Leaves out the hash: it is worth nothing to an attacker, and to a log even less. */
  @Override
  public String toString() {
    return "ApiKey[id=%s, name=%s, scopes=%s]".formatted(id, name, scopes);
  }
}
