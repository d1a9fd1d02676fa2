// Makes calls with the AWS SDK for Go: one JSON line in, one JSON line out (see compat/clients/README.md).
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/apprunner"
	"github.com/aws/smithy-go"
)

type call struct {
	Profile   string          `json:"profile"`
	Region    string          `json:"region"`
	Operation string          `json:"operation"`
	Input     json.RawMessage `json:"input"`
}

type refusal struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	Type      string `json:"type"`
	Status    int    `json:"status"`
	RequestID string `json:"requestId"`
}

type answer struct {
	Output    any      `json:"output,omitempty"`
	RequestID string   `json:"requestId,omitempty"`
	Refusal   *refusal `json:"refusal,omitempty"`
	Failure   string   `json:"failure,omitempty"`
}

var clients = map[string]*apprunner.Client{}

func client(profile, region string) (*apprunner.Client, error) {
	key := profile + " " + region
	if clients[key] == nil {
		settings, err := config.LoadDefaultConfig(context.Background(),
			config.WithSharedConfigProfile(profile), config.WithRegion(region))
		if err != nil {
			return nil, err
		}
		clients[key] = apprunner.NewFromConfig(settings)
	}
	return clients[key], nil
}

// Calls client.Operation(context, *OperationInput) with the typed input that the JSON describes.
func ask(c call) answer {
	client, err := client(c.Profile, c.Region)
	if err != nil {
		return answer{Failure: err.Error()}
	}
	method := reflect.ValueOf(client).MethodByName(c.Operation)
	input := reflect.New(method.Type().In(1).Elem())
	if err := json.Unmarshal(c.Input, input.Interface()); err != nil {
		return answer{Failure: err.Error()}
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), input})
	if err, failed := results[1].Interface().(error); failed {
		return refused(err)
	}
	output := results[0].Elem()
	return answer{Output: plain(output), RequestID: requestID(output)}
}

func refused(err error) answer {
	var typed smithy.APIError
	var response *awshttp.ResponseError
	if !errors.As(err, &typed) || !errors.As(err, &response) {
		return answer{Failure: err.Error()}
	}
	return answer{Refusal: &refusal{
		Code:      typed.ErrorCode(),
		Message:   typed.ErrorMessage(),
		Type:      reflect.TypeOf(typed).Elem().Name(),
		Status:    response.HTTPStatusCode(),
		RequestID: response.ServiceRequestID(),
	}}
}

func say(value any) {
	line, err := json.Marshal(value)
	if err != nil {
		line, _ = json.Marshal(answer{Failure: err.Error()})
	}
	fmt.Println(string(line))
}

func main() {
	var operations []string
	methods := reflect.TypeOf(&apprunner.Client{})
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		if method.Type.NumIn() > 2 && strings.HasSuffix(method.Type.In(2).String(), "Input") {
			operations = append(operations, method.Name)
		}
	}
	say(map[string]any{"operations": operations})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var c call
		if err := json.Unmarshal(line, &c); err != nil {
			say(answer{Failure: err.Error()})
			continue
		}
		say(ask(c))
	}
}
