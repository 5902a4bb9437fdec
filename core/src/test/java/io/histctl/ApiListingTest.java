package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The public API is what {@code api.txt} lists: every public type that is not marked as internal, with its members.
 *
 * <p>After an intended change, run this test with {@code -Dhistctl.api.write=true} and commit the new listing with a
 * line in the change log.
 */
@Tag("sources") // of core
class ApiListingTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path SOURCES = Path.of("src/main/java/io/histctl");
    private static final Path LISTING = Path.of("src/test/resources/io/histctl/api.txt");

    @Test
    void thePublicApiIsTheOneThatIsListed() throws IOException {
        String api = publicTypes().map(ApiListingTest::describe).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("histctl.api.write")) {
            Files.writeString(LISTING, api);
        }

        assertThat(api).isEqualTo(Files.readString(LISTING));
    }

    @Test
    void internalTypesAreHiddenFromTheJavadoc() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(ApiListingTest::isDocumented)
                            .filter(file -> isInternal(file) != read(file).contains("* @hidden\n */"))
                            .map(Path::toString))
                    .isEmpty();
        }
    }

    /** Whether the Javadoc includes the package; the build leaves out those without a type for users. */
    private static boolean isDocumented(Path file) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        return !name.matches("(wire|store|summary/digest|summary/transcript)/.*");
    }

    private static boolean isInternal(Path file) {
        return Pattern.compile("^@API\\(status = API.Status.INTERNAL\\)", Pattern.MULTILINE)
                .matcher(read(file))
                .find();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Class<?>> publicTypes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io/histctl"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            return found.stream()
                    .map(ApiListingTest::load)
                    .filter(ApiListingTest::isForUsers)
                    .sorted((a, b) -> a.getName().compareTo(b.getName()));
        }
    }

    private static Class<?> load(Path file) {
        String path = CLASSES.relativize(file).toString().replace('\\', '/');
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, ApiListingTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isForUsers(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers()) || isInternal(each) || each.isAnonymousClass()) {
                return false;
            }
        }
        return !type.getSimpleName().equals("package-info");
    }

    private static String describe(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isOpen(field) && !field.isSynthetic()) {
                members.add(modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isOpen(constructor) && !type.isRecord()) {
                members.add("new(" + names(constructor.getGenericParameterTypes()) + ")");
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isOpen(method) && !method.isSynthetic() && !isImplied(type, method)) {
                members.add(modifiers(method.getModifiers()) + name(method.getGenericReturnType()) + " "
                        + method.getName() + "(" + names(method.getGenericParameterTypes()) + ")");
            }
        }
        return heading(type) + "\n"
                + members.stream()
                        .sorted()
                        .map(member -> "    " + member + "\n")
                        .collect(Collectors.joining());
    }

    private static String heading(Class<?> type) {
        String kind = type.isRecord()
                ? "record "
                : type.isEnum()
                        ? "enum "
                        : type.isInterface() ? "interface " : modifiers(type.getModifiers()) + "class ";
        String components = !type.isRecord()
                ? ""
                : Arrays.stream(type.getRecordComponents())
                        .map(component -> name(component.getGenericType()) + " " + component.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
        return (type.isSealed() ? "sealed " : "") + kind + type.getName() + components;
    }

    private static boolean isImplied(Class<?> type, Method method) {
        boolean accessor = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getAccessor)
                        .anyMatch(method::equals);
        boolean ofEveryEnum = type.isEnum() && List.of("values", "valueOf").contains(method.getName());
        boolean ofEveryObject = List.of("equals", "hashCode", "toString").contains(method.getName());
        return accessor || ofEveryEnum || ofEveryObject;
    }

    private static <M extends AnnotatedElement & Member> boolean isOpen(M member) {
        int modifiers = member.getModifiers();
        return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) && !isInternal(member);
    }

    private static boolean isInternal(AnnotatedElement element) {
        API api = element.getAnnotation(API.class);
        return api != null && api.status() == API.Status.INTERNAL;
    }

    private static String modifiers(int modifiers) {
        return (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (Modifier.isFinal(modifiers) ? "final " : "");
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(ApiListingTest::name).collect(Collectors.joining(", "));
    }

    private static String name(Type type) {
        return type.getTypeName()
                .replace("java.lang.", "")
                .replace("java.util.", "")
                .replace("java.time.", "");
    }
}
