package com.ytempire.ml.api.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.web.router.naming.HyphenatedUriNamingStrategy;
import jakarta.inject.Singleton;

/**
 * Where operations are: all below {@link #BASE}, but those of the inference protocol at {@link
 * #PROTOCOL}, where its clients look for them.
 *
 * <p>Not done by the framework's context path, because filters would hold below that only, those of
 * security among them: what is elsewhere would be open to everybody.
 */
@Primary
@Singleton
@Replaces(HyphenatedUriNamingStrategy.class)
public class BasePaths extends HyphenatedUriNamingStrategy {
  /** What the path of every other operation begins with. */
  public static final String BASE = "/ml/v1";

  /** What the paths of the Open Inference Protocol begin with. */
  public static final String PROTOCOL = "/v2";

  @Override
  public String resolveUri(BeanDefinition<?> definition) {
    return based(super.resolveUri(definition));
  }

  @Override
  public String resolveUri(Class<?> type) {
    return based(super.resolveUri(type));
  }

  @Override
  public String resolveUri(String property) {
    return based(super.resolveUri(property));
  }

  /** Where an operation is that its controller puts at a path. */
  public static String based(String path) {
    return path.equals(PROTOCOL) || path.startsWith(PROTOCOL + "/") ? path : BASE + path;
  }
}
