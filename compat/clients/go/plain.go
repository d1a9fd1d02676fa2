package main

import (
	"reflect"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

var timestamp = reflect.TypeOf(time.Time{})
var metadata = reflect.TypeOf(middleware.Metadata{})

// What the SDK's types hold, as JSON knows it: absent members left out, timestamps in seconds.
func plain(value reflect.Value) any {
	if value.Type() == timestamp {
		return float64(value.Interface().(time.Time).UnixMicro()) / 1e6
	}
	switch value.Kind() {
	case reflect.Pointer:
		return plain(value.Elem())
	case reflect.Struct:
		return members(value)
	case reflect.Slice:
		items := make([]any, value.Len())
		for i := range items {
			items[i] = plain(value.Index(i))
		}
		return items
	default:
		return value.Interface()
	}
}

func members(value reflect.Value) map[string]any {
	found := map[string]any{}
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if field.IsExported() && field.Type != metadata && !isAbsent(value.Field(i)) {
			found[field.Name] = plain(value.Field(i))
		}
	}
	return found
}

func isAbsent(value reflect.Value) bool {
	switch value.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return value.IsNil()
	case reflect.String:
		return value.Len() == 0
	default:
		return false
	}
}

func requestID(output reflect.Value) string {
	known := output.FieldByName("ResultMetadata").Interface().(middleware.Metadata)
	id, _ := awsmiddleware.GetRequestIDMetadata(known)
	return id
}
