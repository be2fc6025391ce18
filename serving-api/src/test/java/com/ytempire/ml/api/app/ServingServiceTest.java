package com.ytempire.ml.api.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.api.testing.ServiceUnderTest;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingServiceTest {
  /** Stands for what some package makes for itself. */
  interface Greeting {
    String text();
  }

  @Factory
  static class GreetingFactory {
    @Bean
    @Singleton
    Greeting greeting() {
      return () -> "made";
    }
  }

  @Test
  void makesWhatAPackageMakesUnlessItIsGivenAnother() {
    assertThat(ServiceUnderTest.shared().part(Greeting.class).text()).isEqualTo("made");

    try (var service =
        ServiceUnderTest.start(
            Map.of(), options -> options.with(Greeting.class, () -> "replaced"))) {
      assertThat(service.part(Greeting.class).text()).isEqualTo("replaced");
    }
  }

  @Test
  void listensNoMoreOnceItIsClosed() {
    var service = ServingService.start(ServiceUnderTest.options(Map.of()));
    int port = service.address().getPort();

    service.close();
    service.close();

    assertThat(service.isRunning()).isFalse();
    try (var again = ServingService.start(ServiceUnderTest.options(Map.of()).onPorts(port, -1))) {
      assertThat(again.address().getPort()).isEqualTo(port);
      assertThat(again.address().getPath()).isEqualTo("/ml/v1");
    }
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ServiceOptions options = ServiceUnderTest.options(Map.of()).onPorts(taken.getLocalPort(), -1);

      assertThatThrownBy(() -> ServingService.start(options))
          .isInstanceOf(ServiceStartException.class)
          .hasMessageContainingAll("port " + taken.getLocalPort(), "SERVICE_PORT");
    }
  }
}
