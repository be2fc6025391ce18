package com.ytempire.ml.inference.engine;

/**
 * The right to use an engine. While anyone holds a lease the version stays loaded; the last one to
 * close unloads it once its running requests are done.
 */
public interface ModelLease extends AutoCloseable {
  ModelEngine engine();

  /**
   * The engine as one of a kind.
   *
   * @throws IllegalStateException naming the model's task when it is of another kind
   */
  default <E extends ModelEngine> E engine(Class<E> kind) {
    ModelEngine engine = engine();
    if (!kind.isInstance(engine)) {
      throw new IllegalStateException(
          "%s is a %s model, no %s"
              .formatted(engine.ref(), engine.manifest().task(), kind.getSimpleName()));
    }
    return kind.cast(engine);
  }

  /** Gives the right back; again has no effect. Never blocks. */
  @Override
  void close();
}
