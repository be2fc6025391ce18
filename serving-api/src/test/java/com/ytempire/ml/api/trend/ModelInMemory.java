package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.app.ServiceOptions;

/** For tests of other packages: trends are predicted without a model's file. */
public final class ModelInMemory {
  private ModelInMemory() {}

  /** The same service with a model that expects everything to grow on as it last did. */
  public static ServiceOptions in(ServiceOptions options) {
    return options.with(TrendModel.class, new FakeModel());
  }
}
