package com.ytempire.ml.core.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key as a caller holds it: {@code ytk_}, the id as 16 hex digits, {@code _}, the secret as 64.
 *
 * <p>The id is no secret; it finds the stored key, so that checking costs one look-up and one
 * comparison. The secret has 256 random bits, so a plain SHA-256 protects what is stored: there is
 * nothing to guess that a slow hash would make slower. Never prints its secret.
 */
public final class KeyText {
  /** What every key begins with, so that scanners for leaked secrets can know it. */
  public static final String PREFIX = "ytk_";

  private static final int ID_DIGITS = 16;
  private static final int SECRET_DIGITS = 64;
  private static final int SECRET_START = PREFIX.length() + ID_DIGITS + 1;

  private final String id;
  private final String secret;

  private KeyText(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  /** A new key. */
  public static KeyText random(SecureRandom random) {
    return new KeyText(digits(random, ID_DIGITS), digits(random, SECRET_DIGITS));
  }

  private static String digits(SecureRandom random, int count) {
    byte[] bytes = new byte[count / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The key that a caller presents, or empty when the text has not exactly the form of one. */
  public static Optional<KeyText> parse(String text) {
    if (text.length() != SECRET_START + SECRET_DIGITS
        || !text.startsWith(PREFIX)
        || text.charAt(SECRET_START - 1) != '_') {
      return Optional.empty();
    }
    String id = text.substring(PREFIX.length(), SECRET_START - 1);
    String secret = text.substring(SECRET_START);
    return isHex(id) && isHex(secret) ? Optional.of(new KeyText(id, secret)) : Optional.empty();
  }

  /** Whether the text can be the id of a key. */
  public static boolean isId(String text) {
    return text.length() == ID_DIGITS && isHex(text);
  }

  static boolean isHash(String text) {
    return text.length() == SECRET_DIGITS && isHex(text);
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  public String id() {
    return id;
  }

  /** The whole text, to be shown to its owner once and to be kept nowhere. */
  public String reveal() {
    return PREFIX + id + "_" + secret;
  }

  /** SHA-256 of the secret as 64 hex digits: all that is kept of it. */
  public String secretHash() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Whether this opens the stored key; takes the same time wherever the secrets differ. */
  public boolean opens(ApiKey key) {
    return MessageDigest.isEqual(
        secretHash().getBytes(US_ASCII), key.secretHash().getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return PREFIX + id + "_****";
  }
}
