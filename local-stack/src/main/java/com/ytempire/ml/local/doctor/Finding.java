package com.ytempire.ml.local.doctor;

/**
 * What one look at the machine found.
 *
 * @param verdict how bad it is
 * @param subject what was looked at, such as {@code memory}
 * @param observed what is there
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(Verdict verdict, String subject, String observed, String advice) {

  /** How bad it is. */
  public enum Verdict {
    OK,
    /** The platform runs, but slower or without a part. */
    WARN,
    /** The platform does not run like this. */
    FAIL
  }

  static Finding ok(String subject, String observed) {
    return new Finding(Verdict.OK, subject, observed, "");
  }

  static Finding warn(String subject, String observed, String advice) {
    return new Finding(Verdict.WARN, subject, observed, advice);
  }

  static Finding fail(String subject, String observed, String advice) {
    return new Finding(Verdict.FAIL, subject, observed, advice);
  }
}
