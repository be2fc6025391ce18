package com.ytempire.ml.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.http.BasePaths;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutesTest {
  /** The description itself and the page that shows it. */
  private static final Set<String> ABOUT_THE_DESCRIPTION =
      Set.of(
          "GET /ml/v1/openapi.json",
          "GET /ml/v1/openapi.yml",
          "GET /ml/v1/docs",
          "GET /ml/v1/docs/{}");

  @Test
  void everyRouteIsDescribedAndNothingElseIs() {
    ServiceUnderTest service = ContractService.get();
    Set<String> routes =
        service
            .part(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(
                route ->
                    route.getHttpMethodName() + " " + plain(route.getUriMatchTemplate().toString()))
            .filter(route -> !ABOUT_THE_DESCRIPTION.contains(route))
            .filter(route -> !isOfTheProtocol(route))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described =
        ApiDocument.of(service).operations().stream()
            .filter(operation -> !operation.isOfTheProtocol())
            .map(operation -> operation.method() + " " + plain(operation.path()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(routes).isNotEmpty();
    assertThat(described).isEqualTo(routes);
  }

  /** One route takes all calls of the protocol; {@link OrdinaryRequestsTest} calls each. */
  private static boolean isOfTheProtocol(String route) {
    return route.endsWith(" " + BasePaths.PROTOCOL)
        || route.contains(" " + BasePaths.PROTOCOL + "/");
  }

  /** Without optional parts and the names of parameters. */
  private static String plain(String template) {
    return template.replaceAll("\\{[?&][^}]*}", "").replaceAll("\\{[^}]+}", "{}");
  }
}
