package dev.ringfence.assertions.api;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Renders what a user may compile against, sorted, one line a type or member: the public and protected members of types
 * with an {@link API} status other than {@code INTERNAL}. What a user cannot see is not in it, so a changed line is a
 * changed promise.
 */
final class ApiText {
    private ApiText() {}

    /** Renders the types below a directory or in a jar. */
    static String of(Path home) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String name : classNames(home)) {
            Class<?> type = Class.forName(name, false, ApiText.class.getClassLoader());
            if (isPromised(type)) describe(type, text);
        }
        return text.toString();
    }

    private static List<String> classNames(Path home) throws IOException {
        if (Files.isDirectory(home)) return classNamesBelow(home);
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
            return classNamesBelow(jar.getPath("/"));
        }
    }

    private static List<String> classNamesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace(File.separatorChar, '.'))
                    .filter(name -> name.startsWith("dev.ringfence.") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("-info.class"))
                    .filter(name -> !name.startsWith("dev.ringfence.shaded."))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    /** A nested type is as public as every type around it, and has the status of the innermost that states one. */
    private static boolean isPromised(Class<?> type) {
        API.Status status = null;
        for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
            if (around.isAnonymousClass() || around.isLocalClass() || !isVisible(around.getModifiers())) return false;
            API api = around.getAnnotation(API.class);
            if (status == null && api != null) status = api.status();
        }
        return status != null && status != API.Status.INTERNAL;
    }

    private static void describe(Class<?> type, StringBuilder text) {
        text.append(header(type)).append('\n');
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isPromised(field, field.isSynthetic())) members.add(describe(field));
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isPromised(constructor, constructor.isSynthetic())) members.add(describe(constructor));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isPromised(method, method.isSynthetic()) && !isOfItsKind(method)) members.add(describe(method));
        }
        members.stream()
                .sorted()
                .forEach(member -> text.append("    ").append(member).append('\n'));
    }

    private static <M extends Member & AnnotatedElement> boolean isPromised(M member, boolean synthetic) {
        API api = member.getAnnotation(API.class);
        boolean internal = api != null && api.status() == API.Status.INTERNAL;
        return isVisible(member.getModifiers()) && !synthetic && !internal;
    }

    /** Every object, and every enum, has these: a line about them says nothing. */
    private static boolean isOfItsKind(Method method) {
        return switch (method.getName()) {
            case "equals", "hashCode", "toString" -> true;
            case "values", "valueOf" -> method.getDeclaringClass().isEnum();
            default -> false;
        };
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    // --- One line each ---

    private static String header(Class<?> type) {
        StringJoiner words = new StringJoiner(" ");
        words.add(modifiers(type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC, type));
        if (type.isSealed()) words.add("sealed");
        words.add(kind(type) + " " + type.getName() + variables(type.getTypeParameters()));
        Type parent = type.getGenericSuperclass();
        if (kind(type).equals("class") && parent != Object.class) words.add("extends " + parent.getTypeName());
        Type[] interfaces = type.getGenericInterfaces();
        if (interfaces.length > 0 && !type.isAnnotation()) {
            words.add((type.isInterface() ? "extends " : "implements ") + names(interfaces));
        }
        if (type.isSealed()) words.add("permits " + permitted(type));
        API api = type.getAnnotation(API.class);
        return words + (api == null ? "" : "  @" + api.status());
    }

    private static String modifiers(int modifiers, Class<?> type) {
        return Modifier.toString(type.isInterface() ? modifiers & ~Modifier.ABSTRACT : modifiers);
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) return "@interface";
        if (type.isInterface()) return "interface";
        if (type.isEnum()) return "enum";
        return type.isRecord() ? "record" : "class";
    }

    private static String describe(Field field) {
        return Modifier.toString(field.getModifiers())
                + " "
                + field.getGenericType().getTypeName()
                + " "
                + field.getName();
    }

    private static String describe(Constructor<?> constructor) {
        return Modifier.toString(constructor.getModifiers())
                + " "
                + constructor.getDeclaringClass().getSimpleName()
                + "("
                + names(constructor.getGenericParameterTypes())
                + ")"
                + thrown(constructor.getGenericExceptionTypes());
    }

    private static String describe(Method method) {
        String variables = variables(method.getTypeParameters());
        Object defaultValue = method.getDefaultValue();
        int modifiers = method.getModifiers() & Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED;
        return modifiers(modifiers, method.getDeclaringClass())
                + (method.isDefault() ? " default" : "")
                + (variables.isEmpty() ? " " : " " + variables + " ")
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + "("
                + names(method.getGenericParameterTypes())
                + ")"
                + thrown(method.getGenericExceptionTypes())
                + (defaultValue == null ? "" : " default " + value(defaultValue));
    }

    private static String value(Object defaultValue) {
        return defaultValue instanceof Object[] values ? Arrays.toString(values) : defaultValue.toString();
    }

    private static String thrown(Type[] types) {
        return types.length == 0 ? "" : " throws " + names(types);
    }

    /** In order of their names: without a clause, it is the compiler that orders them, and by the order of the files it is given. */
    private static String permitted(Class<?> type) {
        return Stream.of(type.getPermittedSubclasses())
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String names(Type[] types) {
        return Stream.of(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    private static String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) return "";
        return Stream.of(variables)
                .map(variable -> variable.getName() + " extends " + names(variable.getBounds()))
                .collect(Collectors.joining(", ", "<", ">"));
    }
}
