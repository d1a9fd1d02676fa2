package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class DockerfileProgressTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> lines = new ArrayList<>();
  private final DockerfileProgress progress =
      new DockerfileProgress(new BuildOutput(lines::add, 1).process());

  @Test
  void linesAndStatesArePrintedButNoBars() {
    event("{'stream':'Step 1/2 : FROM x\\n'}");
    event("{'status':'Pulling from x','id':'1'}");
    event("{'status':'Downloading','progressDetail':{'current':1,'total':2},'id':'a'}");
    event("{'status':'Pull complete','progressDetail':{},'id':'a'}");

    assertThat(lines).containsExactly("Step 1/2 : FROM x", "1: Pulling from x", "a: Pull complete");
  }

  @Test
  void theResultIsWhatTheEngineNames() {
    event("{'aux':{'ID':'sha256:abc'}}");
    event("{'stream':'Successfully built abc\\n'}");

    assertThat(progress.image()).contains("sha256:abc");
  }

  @Test
  void aFailureNamesTheStep() {
    event("{'stream':'Step 2/3 : RUN false\\n'}");
    event("{'stream':'\\n'}");
    event("{'errorDetail':{'code':1,'message':'It returned 1.'},'error':'It returned 1.'}");

    assertThat(progress.image()).isEmpty();
    assertThat(progress.failure())
        .isEqualTo("The Dockerfile failed at step 2/3 (RUN false): It returned 1.");
  }

  @Test
  void whatWasMadeIsRememberedNewestFirst() {
    event("{'stream':' ---\\u003e aaaaaaaaaaaa\\n'}");
    event("{'stream':' ---\\u003e Running in bbbbbbbbbbbb\\n'}");
    event("{'stream':' ---\\u003e cccccccccccc\\n'}");
    event("{'stream':'Removing intermediate container bbbbbbbbbbbb\\n'}");

    assertThat(progress.images()).containsExactly("cccccccccccc", "aaaaaaaaaaaa");
    assertThat(progress.containers()).containsExactly("bbbbbbbbbbbb");
  }

  private void event(String json) {
    progress.event(JSON.readTree(json.replace('\'', '"')));
  }
}
