package com.ytempire.ml.core.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Every definition that each feature ever had, with its version.
 *
 * <p>A version is given by the registry, not by the user: a definition that is new for its name
 * gets the next version from 1, and one that was seen before gets the version it had then. So an
 * edited {@code features.yaml} never overwrites values of the old definition, and undoing the edit
 * brings the old values back. Safe to share between threads and processes.
 */
public interface FeatureRegistry {

  /**
   * Makes the definitions known and tells their versions.
   *
   * @param definitions at most one per name
   * @return one per definition, in the same order
   * @throws IllegalArgumentException when a name is given twice
   * @throws StoreUnavailableException when the server does not answer; nothing is registered then
   */
  List<Registered> register(List<Definition> definitions);

  /** All versions of all features, ordered by name and version. */
  List<Registered> all();

  /**
   * A definition as the user wrote it.
   *
   * @param name name of the feature
   * @param group group it stands under, such as {@code engagement}
   * @param text its canonical text: equal texts mean equal values, so the caller leaves out spaces,
   *     comments and key order
   */
  record Definition(String name, String group, String text) {

    /** SHA-256 over the text, 64 hexadecimal digits. The group is no part of it. */
    public String hash() {
      try {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java runtime has no SHA-256", e);
      }
    }
  }

  /**
   * A definition with its version.
   *
   * @param definition the definition
   * @param version its version, from 1, within its name
   * @param firstSeen when it was registered first
   * @param lastSeen when it was registered last
   */
  record Registered(Definition definition, int version, Instant firstSeen, Instant lastSeen) {}
}
