package com.ytempire.ml.api.security;

import java.util.List;

/** What a caller may do. Controllers name one of these by {@code @Secured}. */
public final class Scopes {
  /** Ask for predictions and for similar content. */
  public static final String PREDICT = "predict";

  /** Read features, models, metrics and jobs. */
  public static final String READ = "read";

  /** Send events and feedback. */
  public static final String INGEST = "ingest";

  /** Start and cancel training. */
  public static final String TRAIN = "train";

  /** Everything, and what changes the platform: reload, promote, roll back, keys. */
  public static final String ADMIN = "admin";

  /** All of them. */
  public static final List<String> ALL = List.of(PREDICT, READ, INGEST, TRAIN, ADMIN);

  private Scopes() {}
}
